/** The demo's people: invented, with addresses that can never receive anything (RFC 2606 reserves example.com). */
import { luckOf } from "./luck.ts";

export interface Person {
  /** 1 and up; order numbers are made of it, so that they say nothing about her. */
  number: number;
  name: string;
  email: string;
  /** How often she comes. */
  habit: "loyal" | "regular" | "occasional";
  /** False: a guest, who earns without having joined. */
  joins: boolean;
}

/** Ada is the member whom the addresses sign in; she comes often and has joined from the start. */
export const ADA = "ada@example.com";

/** As many as fill boards, tiers and pages of a list; the year of more takes longer than a visitor likes to wait. */
const PEOPLE = 210;
const GUEST_PERCENT = 14;
const LOYAL_PERCENT = 18;
const REGULAR_PERCENT = 45;

const FIRST_NAMES =
  "Ada Ben Cleo Daan Emine Femke Gijs Hana Ivo Jasmijn Kofi Lotte Milan Noor Otis Pia Quinn Rosa Sem Tess Umar Vera Wout Xenia Yara Zoë Amir Britt Chiara Dirk Elif Floor Goran Hilde Imani".split(
    " ",
  );
const LAST_NAMES =
  "Visser Bakker Mulder Okafor Lindqvist Moreau Novak Demir Rossi Haddad Jansen Kowalska Peeters Santos Weber Larsen Nakamura Dubois Ferreira Horvat Kaya Laurent Meijer Nowak Olsen Petrov Quist Romero Smit Tanaka Ueda Verbeek Wolf Yilmaz Zeman".split(
    " ",
  );

/** Everybody, the same people each time; no two share an address. */
export function peopleOf(preset: string): Person[] {
  const luck = luckOf(`${preset}/people`);
  return Array.from({ length: PEOPLE }, (_, index): Person => {
    const first = FIRST_NAMES[index % FIRST_NAMES.length] ?? "";
    // Each round of first names shifts by one more, so that all pairs differ.
    const round = Math.floor(index / FIRST_NAMES.length);
    const last = LAST_NAMES[(index + round * 4) % LAST_NAMES.length] ?? "";
    const name = `${first} ${last}`;
    const roll = luck.integer(1, 100);
    const habit = roll <= LOYAL_PERCENT ? "loyal" : roll <= LOYAL_PERCENT + REGULAR_PERCENT ? "regular" : "occasional";
    const joins = !luck.percent(GUEST_PERCENT);
    const number = index + 1;
    if (index === 0) return { number, name, email: ADA, habit: "loyal", joins: true };
    return { number, name, email: `${plain(first)}.${plain(last)}@example.com`, habit, joins };
  });
}

function plain(name: string): string {
  return name.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
