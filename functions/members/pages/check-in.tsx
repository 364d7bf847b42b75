import { checkInPhrases } from "../../edge/phrases/check-in/index.ts";
import type { Venue } from "./account.ts";
import type { Hers } from "./frame.tsx";

/**
 * Checking in: by the phone's own position, by the counter's code, or in a demo by standing at a place from a list. Nothing
 * is asked of the phone before she presses, and what it is asked for is said above the button.
 */
export const CheckInPart = ({
  hers: {
    says: { play: says },
    language,
  },
  venues,
  places,
}: {
  hers: Hers;
  venues: Venue[];
  places: Venue[];
}) => (
  <section id="check-in" aria-labelledby="check-in-title">
    <h2 id="check-in-title">{says.checkIn}</h2>
    <check-in data-says={JSON.stringify(checkInPhrases(language).script)}>
      {venues.length > 0 ? (
        <label>
          {says.where}
          <select name="venue">
            {venues.map(({ id, name }) => (
              <option value={id}>{name}</option>
            ))}
          </select>
        </label>
      ) : (
        <p class="quiet">{says.privacy}</p>
      )}
      <button type="button" data-by={venues.length > 0 ? "demo" : "gps"} disabled>
        {venues.length > 0 ? says.here : says.locate}
      </button>
      <p role="status" class="said" data-part="progress" />
      <div data-part="outcome" />
      <details data-part="typing">
        <summary>{says.useCode}</summary>
        <div class="ways">
          <p class="quiet">{says.codeAbout}</p>
          <button type="button" data-part="scan" disabled>
            {says.scan}
          </button>
          <div class="scanning" data-part="scanning" hidden>
            <video data-part="camera" muted playsinline aria-label={says.camera} />
            <button type="button" data-part="stop">
              {says.stop}
            </button>
          </div>
          {places.length > 0 ? (
            <form class="digits">
              <label for="digits-at">{says.digitsAt}</label>
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
                  aria-label={says.digits}
                />
                <button type="submit" disabled>
                  {says.checkIn}
                </button>
              </div>
            </form>
          ) : null}
        </div>
      </details>
    </check-in>
    <p>
      <a href="/places">{says.places}</a>
    </p>
  </section>
);
