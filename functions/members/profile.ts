/** POST /v1/me/profile: a member says something of herself. */
import { contract } from "../edge/contract.ts";
import { GAVE_NOTHING } from "../edge/gave.ts";
import { changeOf, ownChangedView, ownProfileAnswer, ownProfileBody, profileExample } from "../edge/profile-shapes.ts";
import { memberAsking } from "../edge/read.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { unsealVouchers } from "../edge/voucher-view.ts";
import { changeProfile } from "../operations/profile.ts";

export const changeMyProfile = contract({
  id: "changeMyProfile",
  method: "post",
  path: "/v1/me/profile",
  audience: { kind: "member" },
  title: "Change my profile",
  about: "What the programme asks for, as GET /v1/programme lists it. It is kept with my name and erased with it.",
  body: ownProfileBody,
  status: 200,
  answer: ownProfileAnswer,
  refusals: ["attribute_unknown", "attribute_invalid", "member_frozen", "member_not_joined"],
  example: {
    body: { attributes: { "skin-type": "dry", newsletter: null }, birthDate: "1990-05-17" },
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8v",
      member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
      ...profileExample,
      ...GAVE_NOTHING,
      birthDate: "1990-05-17",
      region: null,
      name: "Ada",
      language: "en",
    },
  },
});

export function mountProfile(app: App): void {
  serveWrite(app, changeMyProfile, changeProfile, {
    request: ({ body, caller }) => changeOf(memberAsking(caller), body),
    view: ownChangedView,
    unseal: unsealVouchers,
  });
}
