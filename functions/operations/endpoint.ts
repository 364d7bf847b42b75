/** What is done to an endpoint of a shop, by its staff or by the clock. */
import { openEndpointsStep, operationKindStep } from "../database/endpoints.ts";
import {
  decideOpenEndpoint,
  decideRenewSecret,
  decideSendAgain,
  decideSteerEndpoint,
  decideTestEndpoint,
  type EndpointActed,
  type EndpointOpening,
  type EndpointSigned,
  type EndpointSteering,
  type SendingAgain,
} from "../decisions/endpoint.ts";
import type { Verb } from "./verb.ts";

const itself = ({ endpoint }: { endpoint: string }) => ({ holders: [endpoint], identity: null, claims: [] });

/** Opens an endpoint. */
export const openEndpoint: Verb<EndpointOpening, EndpointSigned> = {
  kind: "open-endpoint",
  subjects: ({ store }) => ({ holders: store === null ? [] : [store], identity: null, claims: [] }),
  reads: () => [openEndpointsStep],
  decide: decideOpenEndpoint,
};

/** Gives it a new secret. */
export const renewSecret: Verb<{ endpoint: string }, EndpointSigned> = {
  kind: "renew-endpoint-secret",
  subjects: itself,
  decide: decideRenewSecret,
};

/** Pauses, resumes or disables it. */
export const steerEndpoint: Verb<EndpointSteering, EndpointActed & { state: string }> = {
  kind: "steer-endpoint",
  subjects: itself,
  decide: decideSteerEndpoint,
};

/** Sends it a test. */
export const testEndpoint: Verb<{ endpoint: string }, EndpointActed> = {
  kind: "test-endpoint",
  subjects: itself,
  decide: decideTestEndpoint,
};

/** Sends messages again. */
export const sendAgain: Verb<SendingAgain, EndpointActed & { of: string; andLater: boolean }> = {
  kind: "send-again",
  subjects: itself,
  reads: ({ of }) => [operationKindStep(of)],
  decide: decideSendAgain,
};
