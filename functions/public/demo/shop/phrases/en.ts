import { type Product, products, type Sku } from "../products.ts";

/** The goods as the shop knows them. */
const goods = Object.fromEntries(products.map(({ sku, name, about }) => [sku, { name, about }])) as Record<
  Sku,
  Pick<Product, "name" | "about">
>;

/** What the shop says, and what every other language has to say too. */
export const en = {
  everything: "Everything",
  lead: "Useful things from around the corner",
  nav: "The shop",
  cart: "Cart",
  orders: "Orders",
  join: "Join",
  mine: "My points",
  yourOrders: "Your orders",
  noneYet: "Nothing yet. What you buy here shows on your phone at once.",
  none: "Nothing yet.",
  allOrders: "All orders, and why they earned what they did",
  toGoods: "To the goods",
  back: "Back to everything",
  member: "You are a member.",
  visitor: "Join as a visitor",
  add: "Add to cart",
  addThis: (name: string) => `Add to cart: ${name}`,
  empty: "Your cart is empty",
  yourCart: "Your cart",
  howMany: (name: string) => `How many ${name}`,
  change: "Change",
  changeThis: (name: string) => `Change how many ${name}`,
  total: "Total",
  toCheckout: "To the checkout",
  checkout: "Checkout",
  discount: (percent: string) => `Your discount, ${percent}%`,
  vouchers: "Your vouchers",
  useVoucher: "Use the voucher",
  takesOff: ({ reward, money, units }: { reward: string; money: string; units: string }) =>
    `${reward}: ${money} off for ${units}`,
  toPay: "To pay",
  insteadOf: (money: string) => `instead of ${money}`,
  pay: (money: string) => `Pay ${money}`,
  payingJoins: "Paying joins you as a visitor of the demo.",
  noMoney: "No money moves: this is a demo.",
  thanks: "Thank you.",
  refunded: (money: string) => `${money} refunded`,
  giveBack: "Return",
  giveBackThis: (name: string) => `Return ${name}`,
  returned: "returned",
  foot: "A demo: nothing is sold. Its code is",
  footApi: "It uses the public API alone.",
  reference: "Reference",
  developers: "For developers",
  goods,
};
