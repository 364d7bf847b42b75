import { describe, expect, test } from "vitest";
import { filled } from "../../functions/programme/effects/message.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import { ruleInWords } from "../../functions/programme/sentences.ts";
import { wordingOf } from "../../functions/programme/wording.ts";
import type { Json } from "../../functions/values/json.ts";
import { pointsProgramme } from "../support/programmes.ts";

const faultsOf = (says: Json, more = {}) => {
  const effects = [{ kind: "message", message: "thanks", says }];
  const rules = [{ id: "r", name: "R", on: "purchase", effects, ...more }];
  const read = readProgramme(pointsProgramme({ campaigns: [{ id: "c", name: "C", rules }] }));
  return "faults" in read ? read.faults.map(({ pointer, says: what }) => `${pointer} ${what}`) : [];
};
const AT = "/campaigns/0/rules/0/effects/0/says";
const BRACES = `${AT} braces stand around earned:unit or has:unit, as {has:points}`;

describe("the words of a message", () => {
  test.each<[string, Json, string[]]>([
    ["may have no number", "Thank you.", []],
    ["may say what was earned and what she has", "{earned:points}, so {has:points}.", []],
    ["and in each language", { en: "{has:points}", nl: "U hebt {has:points}" }, []],
    ["not of a unit that nobody defines", "{has:stars}", [`${AT} there is no unit "stars"`]],
    ["nor another number", "{name}", [BRACES]],
    ["nor a brace that is left over", { en: "fine", nl: "{has:points}}" }, [BRACES]],
  ])("%s", (_, says, faults) => {
    expect(faultsOf(says)).toEqual(faults);
  });

  test("are filled by language, one text in the programme's", () => {
    const number = (which: string, unit: string, language: string) => `<${which} ${unit} ${language}>`;
    expect(filled("{earned:points}!", "de", number)).toEqual({ de: "<earned points de>!" });
    expect(filled({ en: "{has:points} {has:points}", nl: "Dank" }, "de", number)).toEqual({
      en: "<has points en> <has points en>",
      nl: "Dank",
    });
  });

  test.each<[string, Json, string]>([
    ["en", "You earned {earned:points}, and have {has:points} now.", "You earned … points, and have … points now."],
    ["nl", { en: "You have {has:points}.", nl: "U hebt {has:points}." }, "U hebt … points."],
    ["nl", { en: "Thank you." }, "Thank you."],
  ])("say themselves in %s without braces, before there are numbers", (language, says, told) => {
    const rule = { id: "r", name: "R", on: "purchase", effects: [{ kind: "message", message: "thanks", says }] };
    const read = readProgramme(pointsProgramme({ language, campaigns: [{ id: "c", name: "C", rules: [rule] }] }));
    if ("faults" in read) throw new Error(JSON.stringify(read.faults));
    const { programme } = read;
    const sentences = programme.campaigns.flatMap((one) =>
      one.rules.map((each) => ruleInWords(programme, one, each, wordingOf(programme))),
    );
    expect(sentences).toEqual([`On a purchase: the message "${told}".`]);
  });

  test("need no cap on a refund, where what is worth something does", () => {
    expect(faultsOf("Sorry.", { on: "refund" })).toEqual([]);
  });
});
