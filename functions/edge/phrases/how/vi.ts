import { countedIn } from "../../../values/plural.ts";
import type { HowPhrases } from "./index.ts";

const counted = countedIn("vi");

export const vi: HowPhrases = {
  how: {
    earn: "Cách tích lũy",
    rewards: "Bạn có thể nhận gì",
    tiers: "Hạng",
    units: "Giá trị",
    unitWorth: (units, money) => `${units} = ${money}`,
    surprises: "Bất ngờ và xác suất",
    contests: "Rút thăm",
    memberships: "Gói thành viên",
    membership: (months, name, money) => counted(months, { other: `${name}: ${money} cho # tháng` }),
    terms: "Điều khoản",
    next: (day) => `Điều thay đổi từ ${day}`,
    nextNothing: "Không có gì mà bạn sẽ nhận thấy.",
    noNext: "Chưa có thay đổi nào được lên kế hoạch.",
    version: (version) => `Phiên bản ${version}. Những gì bạn đã tích lũy giữ nguyên điều khoản lúc đó.`,
  },
};
