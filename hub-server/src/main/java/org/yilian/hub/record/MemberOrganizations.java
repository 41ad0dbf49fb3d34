package org.yilian.hub.record;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.Organization;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.platform.Urls;
import org.yilian.mappings.LogicalIds;
import org.yilian.mappings.ResourceWrite;

/**
 * Each member of the region is an Organization before the first message names it: the first messages of a hospital would
 * otherwise race to create it.
 */
@Component
class MemberOrganizations implements SmartLifecycle {
    private final Region region;
    private final RecordWriter record;
    private final TransactionTemplate transaction;
    private volatile boolean running;

    MemberOrganizations(Region region, RecordWriter record, TransactionTemplate transaction) {
        this.region = region;
        this.record = record;
        this.transaction = transaction;
    }

    @Override
    public void start() {
        List<Submission> members = region.facilities().stream()
                .map(facility -> new Submission(
                        facility.code(),
                        "region",
                        List.of(ResourceWrite.merge(organization(facility), java.util.Set.of(), Instant.EPOCH))))
                .toList();
        transaction.executeWithoutResult(status -> record.write(members));
        running = true;
    }

    private static Organization organization(Facility facility) {
        Organization organization = new Organization();
        organization.setId(LogicalIds.organization(facility.code()));
        organization.getMeta().addTag().setSystem(Urls.FACILITY_TAG).setCode(facility.code());
        organization.addIdentifier().setSystem(Urls.FACILITY_TAG).setValue(facility.code());
        organization.setActive(true).setName(facility.nameZh());
        if (!facility.nameEn().equals(facility.nameZh())) {
            organization.addAlias(facility.nameEn());
        }
        return organization;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the dispatcher of messages and before any listener. */
    @Override
    public int getPhase() {
        return 50;
    }
}
