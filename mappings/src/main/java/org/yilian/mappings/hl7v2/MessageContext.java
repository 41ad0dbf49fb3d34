package org.yilian.mappings.hl7v2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.yilian.mappings.LogicalIds;
import org.yilian.mappings.Remark;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Translation;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.profile.ZField;

/** One message on its way: its segments, its sender's profile, and what has been found and said so far. */
public final class MessageContext {
    private final Er7Message message;
    private final FacilityProfile profile;
    private final String origin;
    private final List<Segment> segments;
    private final List<ResourceWrite> writes = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();
    private final Map<String, Resource> stubs = new HashMap<>();
    private final Instant sent;
    private String patientKey;

    MessageContext(Er7Message message, FacilityProfile profile, String origin) {
        this.message = message;
        this.profile = profile;
        this.origin = origin;
        this.segments = message.segments();
        remarks.addAll(message.remarks());
        Segment msh = segments.get(0);
        // About the message itself, for the intake and the door: routing, type, control id, version, acknowledgement
        // modes, country, character set, language, profiles. Nothing of it belongs to a patient.
        msh.skip(1, 2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25);
        Dtm time = Dtm.of(this, msh.field(7));
        this.sent = time == null ? null : time.instant();
    }

    public FacilityProfile profile() {
        return profile;
    }

    public Er7Message message() {
        return message;
    }

    public List<Segment> segments() {
        return segments;
    }

    /** The first segment of this name, null when there is none. */
    public Segment first(String name) {
        for (Segment segment : segments) {
            if (segment.is(name)) {
                return segment;
            }
        }
        return null;
    }

    /**
     * When the sender knew what a segment says: the given field if it is exact to the minute at least (a bare date would
     * make it older than all of that day), else MSH-7.
     */
    public Instant asOf(Field recorded) {
        Dtm time = recorded == null ? null : Dtm.of(this, recorded);
        if (time != null && time.isMinuteOrBetter()) {
            return time.instant();
        }
        if (sent == null) {
            remark(RemarkCode.NO_TIME, "MSH-7");
            return Instant.EPOCH;
        }
        return sent;
    }

    public void remark(RemarkCode code, String location) {
        remarks.add(code.at(location));
    }

    public void remark(RemarkCode code, Field field) {
        remarks.add(code.at(field.location(0)));
    }

    public void patientKey(String logicalId) {
        if (patientKey == null) {
            patientKey = logicalId;
        }
    }

    /** Gives a resource its logical id, owner tag and origin. */
    public <T extends Resource> T own(T resource, String logicalId) {
        resource.setId(resource.fhirType() + "/" + logicalId);
        resource.getMeta().addTag(new Coding().setSystem(Uris.FACILITY).setCode(profile.facility()));
        if (origin != null) {
            resource.getMeta().setSource(origin);
        }
        return resource;
    }

    /** The logical id of a resource that this facility knows as {@code system|value}. */
    public String id(String resourceType, String system, String value) {
        return LogicalIds.of(profile.facility(), resourceType, system, value);
    }

    /** What is to be written so far. */
    public List<ResourceWrite> writes() {
        return Collections.unmodifiableList(writes);
    }

    public void write(ResourceWrite write) {
        writes.add(write);
    }

    /** Adds a resource that only others refer to, once per message. */
    public void stub(Resource resource) {
        if (stubs.putIfAbsent(resource.getId(), resource) == null) {
            writes.add(ResourceWrite.stub(resource));
        }
    }

    /** Adds a resource that belongs to another message and of which this one knows the state, once per message. */
    public void advance(Resource resource) {
        if (stubs.putIfAbsent(resource.getId(), resource) == null) {
            writes.add(ResourceWrite.advance(resource));
        }
    }

    /** What {@link #stub} or {@link #advance} were given under this id, null when nothing was. */
    public Resource said(String resourceType, String logicalId) {
        return stubs.get(resourceType + "/" + logicalId);
    }

    public boolean hasStub(String resourceType, String logicalId) {
        return stubs.containsKey(resourceType + "/" + logicalId);
    }

    /** {@code Type/id} of all resources of this type among the writes so far. */
    public Set<String> keys(String resourceType) {
        Set<String> keys = new HashSet<>();
        for (ResourceWrite write : writes) {
            if (write.resource().fhirType().equals(resourceType)) {
                keys.add(write.key());
            }
        }
        return keys;
    }

    public static Reference reference(String resourceType, String logicalId) {
        return new Reference(resourceType + "/" + logicalId);
    }

    /** The facility's own Organization, which is thereby among the writes. */
    public Reference facilityOrganization() {
        String id = LogicalIds.organization(profile.facility());
        if (!hasStub("Organization", id)) {
            Organization organization = own(new Organization(), id);
            organization.addIdentifier().setSystem(Uris.FACILITY).setValue(profile.facility());
            organization.setName(profile.name() == null ? profile.facility() : profile.name());
            stub(organization);
        }
        return reference("Organization", id);
    }

    Translation finish() {
        if (!profile.zFields().isEmpty()) {
            ZField.apply(profile.zFields(), this);
        }
        for (Segment segment : segments) {
            segment.unread(remarks);
        }
        if (message.isRewritten()) {
            asSent();
        }
        return new Translation(writes, remarks, patientKey);
    }

    /** What the operators themselves remarked is about places as sent already. */
    private void asSent() {
        List<Remark> ours = remarks.subList(message.remarks().size(), remarks.size());
        ours.replaceAll(r -> new Remark(r.severity(), r.code(), message.sentAt(r.location()), r.text()));
    }

    /** For messages without a result: no field was read, which would be a remark each. */
    Translation refuse(RemarkCode code, String location) {
        remark(code, location);
        return new Translation(List.of(), remarks, null);
    }
}
