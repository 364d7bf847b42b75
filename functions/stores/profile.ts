/** POST /v1/members/{id}/profile: a store writes down what a member said of herself. */
import { contract } from "../edge/contract.ts";
import { GAVE_NOTHING } from "../edge/gave.ts";
import { changedView, changeOf, profileAnswer, profileBody, profileExample } from "../edge/profile-shapes.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { unsealVouchers } from "../edge/voucher-view.ts";
import { changeProfile } from "../operations/profile.ts";

export const changeMemberProfile = contract({
  id: "changeMemberProfile",
  method: "post",
  path: "/v1/members/:member/profile",
  audience: { kind: "store", scope: "members" },
  title: "Change a member's profile",
  about: "What she said of herself, as far as the programme asks for it. Her date of birth is never shown to a store.",
  body: profileBody,
  status: 200,
  answer: profileAnswer,
  refusals: ["member_unknown", "attribute_unknown", "attribute_invalid", "member_frozen", "member_not_joined"],
  example: {
    body: { attributes: { "skin-type": "dry" } },
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8v",
      member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
      ...profileExample,
      ...GAVE_NOTHING,
    },
  },
});

export function mountProfile(app: App): void {
  serveWrite(app, changeMemberProfile, changeProfile, {
    request: ({ body, params }) => changeOf(params.member ?? "", body),
    view: changedView,
    unseal: unsealVouchers,
  });
}
