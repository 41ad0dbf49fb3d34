package org.yilian.hub.imaging.web;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.imaging.StudyOwners;
import org.yilian.hub.imaging.keyimages.KeyImages;
import org.yilian.hub.security.Caller;

/**
 * {@code /api/studies/{study}/key-images}: key images that the radiologists of a study's hospital save in it, and take back. Read
 * they are as every object of the study is, over DICOMweb.
 */
@RestController
@RequestMapping("/api/studies/{study}/key-images")
class KeyImageController {
    private final KeyImages keyImages;
    private final StudyOwners owners;
    private final ImagingAccess access;

    KeyImageController(KeyImages keyImages, StudyOwners owners, ImagingAccess access) {
        this.keyImages = keyImages;
        this.owners = owners;
        this.access = access;
    }

    /**
     * What the caller may do.
     *
     * @param own documents the caller may withdraw
     */
    record Powers(boolean writable, List<KeyImages.Saved> own) {}

    @GetMapping
    Powers powers(@PathVariable String study) {
        StudyOwners.Owned owned = seen(study);
        Caller caller = Caller.current();
        access.askedAbout(owned);
        return new Powers(access.marks(owned), keyImages.own(study, caller));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    KeyImages.Saved save(@PathVariable String study, @RequestBody KeyImages.Selection selection) {
        StudyOwners.Owned owned = seen(study);
        return access.marking(owned, facility -> keyImages.save(study, facility, Caller.current(), selection));
    }

    @PostMapping("/{instance}/withdraw")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(
            @PathVariable String study,
            @PathVariable String instance,
            @RequestBody QuarantineController.Decision decision) {
        StudyOwners.Owned owned = seen(study);
        DicomWeb.requireUid(instance);
        String reason = QuarantineController.reason(decision);
        access.unmarking(owned, () -> keyImages.withdraw(study, instance, Caller.current(), reason));
    }

    /** Whether somebody else's study is there is told to those only who may see it. */
    private StudyOwners.Owned seen(String study) {
        DicomWeb.requireUid(study);
        return owners.of(study).filter(access::sees).orElseThrow(Refusal::notFound);
    }
}
