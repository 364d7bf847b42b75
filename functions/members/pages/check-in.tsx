import type { Venue } from "./account.ts";

/**
 * Checking in: by the phone's own position, by the counter's code, or in a demo by standing at a place from a list. Nothing
 * is asked of the phone before she presses, and what it is asked for is said above the button.
 */
export const CheckInPart = ({ venues, places }: { venues: Venue[]; places: Venue[] }) => (
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
        <p class="quiet">
          Press, and your phone is asked where it is, to find the place and see that you are there. That is used once
          and not kept.
        </p>
      )}
      <button type="button" data-by={venues.length > 0 ? "demo" : "gps"} disabled>
        {venues.length > 0 ? "Check in here" : "Check in where I am"}
      </button>
      <p role="status" class="said" data-part="progress" />
      <div data-part="outcome" />
      <details data-part="typing">
        <summary>Use the counter’s code</summary>
        <div class="ways">
          <p class="quiet">
            For the code on the tablet at the counter. The camera is used to read it, and nothing is recorded.
          </p>
          <button type="button" data-part="scan">
            Scan it with the camera
          </button>
          <div class="scanning" data-part="scanning" hidden>
            <video data-part="camera" muted playsinline aria-label="What the camera sees" />
            <button type="button" data-part="stop">
              Stop the camera
            </button>
          </div>
          {places.length > 0 ? (
            <form class="digits">
              <label for="digits-at">Or type its six digits, at</label>
              <select id="digits-at" name="at">
                {places.map(({ id, name }) => (
                  <option value={id}>{name}</option>
                ))}
              </select>
              <div class="digits-line">
                <input
                  id="digits"
                  name="digits"
                  inputmode="numeric"
                  autocomplete="off"
                  maxlength={9}
                  required
                  aria-label="The six digits"
                />
                <button type="submit">Check in</button>
              </div>
            </form>
          ) : null}
        </div>
      </details>
    </check-in>
  </section>
);
