import type { Venue } from "./account.ts";

/** Checking in: by the phone's own position, or in a demo by standing at a place from a list. */
export const CheckInPart = ({ venues }: { venues: Venue[] }) => (
  <section id="check-in" aria-labelledby="check-in-title">
    <h2 id="check-in-title">Check in</h2>
    <check-in>
      {venues.length > 0 ? (
        <label>
          Where you stand in this demo
          <select name="venue">
            {venues.map(({ id, name }) => (
              <option value={id}>{name}</option>
            ))}
          </select>
        </label>
      ) : (
        <p class="quiet">Your position is used once, to see whether you are there. It is not kept.</p>
      )}
      <button type="button" data-by={venues.length > 0 ? "demo" : "gps"} disabled>
        {venues.length > 0 ? "Check in here" : "Check in where I am"}
      </button>
      <p role="status" class="said" />
    </check-in>
  </section>
);
