/** Her orders: what each earned and why, what was given back, and a button for what may be. */
import type { FC } from "hono/jsx";
import type { OrderLine, OrderStory } from "./loyalty.ts";
import { goodsName, type Place, speechIn } from "./page.tsx";

/** An order as it was placed, with what the engine tells of it. */
export interface Shown {
  lines: OrderLine[];
  story: OrderStory;
}

/** All orders. */
export const OrdersPage: FC<{
  place: Place;
  orders: Shown[];
  said: { thanks: string | null; refused: string | null };
  newNumber: (letter: string) => string;
}> = ({ place, orders, said: { thanks, refused }, newNumber }) => {
  const { says: words } = place;
  const thanked = orders.find(({ story }) => story.order === thanks);
  return (
    <>
      <h1>{words.yourOrders}</h1>
      {thanked ? (
        <p role="status" class="said">
          {words.thanks} {thanked.story.earned.map(({ says }) => says).join(" · ")}
        </p>
      ) : null}
      {refused === null ? null : (
        <p role="alert" class="bad">
          {refused}
        </p>
      )}
      <tessera-points class="shop-points" />
      {orders.length === 0 ? (
        <p>
          {words.none} <a href="/shop">{words.toGoods}</a>
        </p>
      ) : (
        <ul class="orders" id="orders" data-live>
          {orders.map((shown) => (
            <OrderLines place={place} shown={shown} newNumber={newNumber} />
          ))}
        </ul>
      )}
    </>
  );
};

/** One order. Without numbers for refunds it only tells. */
export const OrderLines: FC<{ place: Place; shown: Shown; newNumber?: (letter: string) => string }> = ({
  place,
  shown: { lines, story },
  newNumber,
}) => {
  const { says: words } = place;
  const { money } = speechIn(place);
  const refundedMinor = story.refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return (
    <li>
      <p>
        <span class="order-number">{story.order}</span> {money(story.totalMinor)}
        {refundedMinor > 0 ? <span class="quiet"> · {words.refunded(money(refundedMinor))}</span> : null}
      </p>
      {newNumber === undefined ? null : (
        <>
          <ul class="why">
            {story.earned.map(({ says }) => (
              <li>{says}</li>
            ))}
            {story.refunds.flatMap(({ takenBack }) => takenBack.map(({ says }) => <li>{says}</li>))}
          </ul>
          <ul class="cart">
            {lines.map((given) => {
              const { line, quantity, unitMinor } = given;
              const name = goodsName(place, given);
              const left = quantity - returnedOf(story, line);
              return (
                <li>
                  <span>
                    {quantity} × {name}
                  </span>
                  <span class="price">{money(quantity * unitMinor)}</span>
                  {left > 0 && refundedMinor === 0 ? (
                    <form method="post" action={`/shop/orders/${story.order}/refunds`}>
                      <input type="hidden" name="refund" value={newNumber("REF")} />
                      <input type="hidden" name="line" value={line} />
                      <input type="hidden" name="quantity" value={String(left)} />
                      <button type="submit" aria-label={words.giveBackThis(name)}>
                        {words.giveBack}
                      </button>
                    </form>
                  ) : (
                    <span class="quiet">{left === 0 ? words.returned : ""}</span>
                  )}
                </li>
              );
            })}
          </ul>
        </>
      )}
    </li>
  );
};

/** How many of a line were given back. */
function returnedOf({ refunds }: OrderStory, line: string): number {
  return refunds
    .flatMap(({ lines }) => lines)
    .filter((returned) => returned.line === line)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}
