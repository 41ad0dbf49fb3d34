package org.yilian.hub.imaging.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.imaging.index.InstanceRow;
import org.yilian.hub.security.Caller;

/**
 * Opens a study in <a href="https://weasis.org/en/basics/commands/">Weasis</a>: an address of its scheme that has it fetch a
 * manifest of the hub's. Neither address names patient or study, and neither is of use a second time.
 */
@RestController
class WeasisController {
    private final DicomWeb web;
    private final ImagingAccess access;
    private final WeasisVisits visits;
    private final WeasisManifest manifest;

    WeasisController(DicomWeb web, ImagingAccess access, WeasisVisits visits, WeasisManifest manifest) {
        this.web = web;
        this.access = access;
        this.visits = visits;
        this.manifest = manifest;
    }

    /** {@code link} is for the browser to go to; who made it is recorded as having read the study. */
    @PostMapping("/api/studies/{study}/weasis")
    Map<String, String> open(@PathVariable String study) {
        List<InstanceRow> instances = web.instances(study, null, null);
        access.read(instances);
        String base = web.base();
        String code = visits.open(Caller.current(), study, key -> manifest.of(base, instances, key));
        String root = base.substring(0, base.length() - DicomWeb.PATH.length());
        String command = "$dicom:get -w \"" + root + "/api/weasis/" + code + "\"";
        return Map.of(
                "link",
                "weasis://" + URLEncoder.encode(command, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    @GetMapping("/api/weasis/{code}")
    ResponseEntity<byte[]> manifest(@PathVariable String code) {
        byte[] made = visits.manifest(code).orElseThrow(Refusal::notFound);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_XML)
                .cacheControl(CacheControl.noStore())
                .body(made);
    }
}
