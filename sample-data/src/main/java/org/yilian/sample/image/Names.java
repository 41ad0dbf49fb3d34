package org.yilian.sample.image;

import org.yilian.dicom.PersonName;
import org.yilian.sample.Hospital;
import org.yilian.sample.cast.Registration;

/** How the archives write names. The township hospital's modalities know one group only and put the characters there. */
final class Names {
    private Names() {}

    static PersonName patient(Registration registration) {
        org.yilian.sample.cast.PersonName name = registration.name();
        PersonName.Group characters = new PersonName.Group(name.family(), name.given(), "", "", "");
        if (registration.hospital() == Hospital.H004) {
            return new PersonName(characters, PersonName.Group.EMPTY, PersonName.Group.EMPTY);
        }
        PersonName.Group pinyin = new PersonName.Group(name.familyPinyin(), name.givenPinyin(), "", "", "");
        return new PersonName(pinyin, characters, PersonName.Group.EMPTY);
    }

    /** A doctor's name, of which only the characters are known. */
    static PersonName doctor(Hospital hospital, String name) {
        PersonName.Group characters = new PersonName.Group(name.substring(0, 1), name.substring(1), "", "", "");
        return hospital == Hospital.H004
                ? new PersonName(characters, PersonName.Group.EMPTY, PersonName.Group.EMPTY)
                : new PersonName(PersonName.Group.EMPTY, characters, PersonName.Group.EMPTY);
    }
}
