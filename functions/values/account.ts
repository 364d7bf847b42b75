/**
 * Accounts. An account is named by its holder, its unit and two days; names are built here and nowhere else. The chart
 * of accounts stands in ARCHITECTURE.md.
 */
import { ALWAYS, type Day, DEBT, dateOf, GRACE, NEVER, SLIDES, WAITS } from "./day.ts";

export interface AccountName {
  holder: string;
  unit: string;
  availableOn: Day;
  expiresOn: Day;
}

export interface Account extends AccountName {
  balance: number;
}

/** What the database holds an account to: never below floor, never above ceiling; null: no bound. */
export interface AccountTerms {
  floor: number | null;
  ceiling: number | null;
}

/** A member's holding with one available day and one expiry day (both included). */
export function lotOf(member: string, unit: string, days: { availableOn: Day; expiresOn: Day }): AccountName {
  return { holder: member, unit, availableOn: days.availableOn, expiresOn: days.expiresOn };
}

/** What a member owes; its balance is never above 0. */
export function debtOf(member: string, unit: string): AccountName {
  return { holder: member, unit, availableOn: DEBT, expiresOn: DEBT };
}

/** Units brought into being: by a store, or by the programme itself where no store is named. */
export function issuedBy(store: string | null, unit: string): AccountName {
  return shared(`${store ?? "programme"}:issued`, unit);
}

/** Money that a store reports as paid into wallets and gift cards. */
export function fundedBy(store: string, unit: string): AccountName {
  return shared(`${store}:funded`, unit);
}

/** Units redeemed at a store, or with the programme itself where no store is named. */
export function redeemedAt(store: string | null, unit: string): AccountName {
  return shared(`${store ?? "programme"}:redeemed`, unit);
}

/** Units that lapsed. */
export function expiredOf(unit: string): AccountName {
  return shared("programme:expired", unit);
}

/** Units that a refund should have taken back and that the programme's return policy leaves. */
export function forgivenOf(unit: string): AccountName {
  return shared("programme:forgiven", unit);
}

/** Units that staff gave or took by hand. */
export function adjustedOf(unit: string): AccountName {
  return shared("programme:adjusted", unit);
}

/** Units set aside for a redemption until it is captured or released; also its part of a reward's stock. */
export function heldFor(redemption: string, unit: string): AccountName {
  return shared(redemption, unit);
}

/** The holder that stands for what one member gave another, named by its operation; it is the receiver's. */
export function transferHolder(operation: string): string {
  return `transfer:${operation}`;
}

/** The unit of a reward's stock. */
export function stockUnit(reward: string): string {
  return `stock:${reward}`;
}

/** What is left of a reward's stock; never below 0. */
export function stockOf(reward: string): AccountName {
  return shared(rewardHolder(reward), stockUnit(reward));
}

/** Where a reward's stock comes from. */
export function stockSource(reward: string): AccountName {
  return shared("programme:issued", stockUnit(reward));
}

/** Where pieces of a reward's stock go that were handed out. */
export function stockGone(reward: string): AccountName {
  return shared("programme:redeemed", stockUnit(reward));
}

/** The holder that stands for a reward of the catalogue. */
export function rewardHolder(reward: string): string {
  return `reward:${reward}`;
}

/** The unit of money on vouchers, in minor units of the programme's currency; a document cannot name it. */
export const VOUCHER_MONEY = "voucher:money";

/** What is left of a voucher that is used in parts; never below 0. */
export function leftOnVoucher(voucher: string): AccountName {
  return shared(voucher, VOUCHER_MONEY);
}

/** The holder that stands for a campaign with a budget. */
export function campaignHolder(campaign: string): string {
  return `campaign:${campaign}`;
}

/** What is left of a campaign's budget, in units of its own that stand for the unit it is of; never below 0. */
export function budgetOf(campaign: string): AccountName {
  return shared(campaignHolder(campaign), budgetUnit(campaign));
}

/** Where a campaign's budget comes from. */
export function budgetSource(campaign: string): AccountName {
  return shared("programme:issued", budgetUnit(campaign));
}

/** Where a campaign's budget goes that was given. */
export function budgetGone(campaign: string): AccountName {
  return shared("programme:redeemed", budgetUnit(campaign));
}

/** The unit of a campaign's budget. */
export function budgetUnit(campaign: string): string {
  return `budget:${campaign}`;
}

/** The unit of money given to charities, in minor units of the programme's currency; a document cannot name it. */
export const DONATED_MONEY = "donation:money";

/** The holder that stands for a charity. */
export function charityHolder(charity: string): string {
  return `charity:${charity}`;
}

/** What a charity was given. */
export function charityAccount(charity: string): AccountName {
  return shared(charityHolder(charity), DONATED_MONEY);
}

/** The unit of a contest's tickets. */
export function ticketUnit(contest: string): string {
  return `ticket:${contest}`;
}

/** A member's tickets in a contest, held by her entry. */
export function ticketsOf(entry: string, contest: string): AccountName {
  return shared(entry, ticketUnit(contest));
}

/** The unit of a level of a tier group: a lot of one says until when a member is in it. */
export function tierUnit(group: string, level: string): string {
  return `tier:${group}:${level}`;
}

/** The group and the level of a tier's unit; null: another unit. */
export function tierOf(unit: string): { group: string; level: string } | null {
  const [, group, level] = /^tier:([^:]+):([^:]+)$/.exec(unit) ?? [];
  return group === undefined || level === undefined ? null : { group, level };
}

/** True for a member's lot: an account with calendar days of its own, held by a member. */
export function isLot(account: AccountName): boolean {
  return account.holder.startsWith("mem_") && account.expiresOn !== DEBT;
}

/** The text of a name, as the public log and statements write it: `mem_…/points/2026-11-21..2027-11-21`. */
export function nameOf(account: AccountName): string {
  const { holder, unit, availableOn, expiresOn } = account;
  if (expiresOn === DEBT) return `${holder}/${unit}/debt`;
  if (availableOn === ALWAYS && expiresOn === NEVER) return `${holder}/${unit}`;
  const from = availableOn === WAITS ? "waits" : availableOn === GRACE ? "grace" : dateOf(availableOn);
  const until = expiresOn === SLIDES ? "slides" : expiresOn === NEVER ? "" : dateOf(expiresOn);
  return `${holder}/${unit}/${from}..${until}`;
}

/** The bounds of an account: debts stay at or below 0, what issues or swallows units is unbounded, all else stays at or above 0. */
export function termsOf(account: AccountName): AccountTerms {
  if (account.expiresOn === DEBT) return { floor: null, ceiling: 0 };
  if (/^(programme|sto_[^:]*):(issued|funded|redeemed|expired|forgiven|adjusted)$/.test(account.holder))
    return { floor: null, ceiling: null };
  return { floor: 0, ceiling: null };
}

function shared(holder: string, unit: string): AccountName {
  return { holder, unit, availableOn: ALWAYS, expiresOn: NEVER };
}
