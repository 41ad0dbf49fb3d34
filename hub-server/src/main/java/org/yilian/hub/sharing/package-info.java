/**
 * Links by which a patient shows one study: made by a doctor or a hospital's system, opened with a pass code, good for that
 * study and nothing else, ended by time or by revocation with the very next request. Every making, opening, refusal and
 * revocation leaves an audit record. Gives {@code security} the callers that such links stand for.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"platform", "imaging", "security", "audit"})
package org.yilian.hub.sharing;
