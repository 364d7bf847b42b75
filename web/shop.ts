/** The demo shop's page. */
import "./elements/live-page.ts";
import "./elements/order-refund.ts";
import "./elements/shop-cart.ts";
