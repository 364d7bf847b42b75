/** What a store's server can do. */
import type { App } from "../edge/serve.ts";
import { mountActivations } from "./activations.ts";
import { mountEmailProofs } from "./email-proofs.ts";
import { mountEvents } from "./events.ts";
import { mountGiftCards } from "./gift-cards.ts";
import { mountShopify } from "./hooks/mount-shopify.ts";
import { mountStripe } from "./hooks/mount-stripe.ts";
import { mountInputs } from "./inputs.ts";
import { mountMember } from "./member.ts";
import { mountMemberSessions } from "./member-sessions.ts";
import { mountMembers } from "./members.ts";
import { mountMemberships } from "./memberships.ts";
import { mountProfile } from "./profile.ts";
import { mountPurchase } from "./purchase.ts";
import { mountPurchases } from "./purchases.ts";
import { mountQuotes } from "./quotes.ts";
import { mountReceipts } from "./receipts.ts";
import { mountRedemptions } from "./redemptions.ts";
import { mountRefunds } from "./refunds.ts";
import { mountTopUps } from "./top-ups.ts";
import { mountVouchers } from "./vouchers.ts";

export function mountStores(app: App): void {
  mountPurchases(app);
  mountPurchase(app);
  mountRefunds(app);
  mountEmailProofs(app);
  mountEvents(app);
  mountActivations(app);
  mountQuotes(app);
  mountRedemptions(app);
  mountVouchers(app);
  mountTopUps(app);
  mountGiftCards(app);
  mountMemberships(app);
  mountMembers(app);
  mountMember(app);
  mountProfile(app);
  mountMemberSessions(app);
  mountInputs(app);
  mountReceipts(app);
  mountShopify(app);
  mountStripe(app);
}
