package org.yilian.conformance.demo;

import org.yilian.conformance.HubHttp;
import org.yilian.sample.Hospital;
import org.yilian.sample.SampleRegion;
import org.yilian.sample.simulator.HubAddress;
import org.yilian.sample.simulator.Ledger;

/** A region that was played against a hub, with the simulator's books. */
record Played(SampleRegion region, HubAddress hub, Ledger ledger) {
    private static final String SCOPES = "system/*.rs dicomweb.read";

    /** A system of a hospital that is not this one, to read as. */
    HubHttp somebodyElse(Hospital than) {
        Hospital other = Hospital.values()[(than.ordinal() + 1) % Hospital.values().length];
        return client(other, SCOPES);
    }

    HubHttp client(Hospital hospital, String scopes) {
        return HubHttp.client(hub.http(), hospital.id(), scopes);
    }

    HubHttp user(String name) {
        return HubHttp.user(hub.http(), name);
    }

    HubHttp nobody() {
        return HubHttp.nobody(hub.http());
    }

    static String identifierSystem(Hospital hospital, String kind) {
        return "https://fhir.yilian-hub.org/id/" + hospital.id() + "/" + kind;
    }
}
