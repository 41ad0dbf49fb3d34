package org.yilian.hub.facility;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.springframework.core.io.Resource;
import org.yilian.mappings.hl7v2.FacilityProfile;
import org.yilian.mappings.hl7v2.profile.ProfileMistake;

/** Reads {@code region.yaml} and the files it names; each mistake is a {@link RegionMistake}. */
final class RegionReader {
    private static final List<String> ROLES =
            List.of("DOCTOR", "RADIOLOGIST", "AUDITOR", "PLANNER", "STEWARD", "OPERATOR");

    private static final Pattern FINGERPRINT =
            Pattern.compile("(?i)sha256:([0-9a-f]{64}|([0-9a-f]{2}:){31}[0-9a-f]{2})");

    private final ObjectMapper yaml =
            new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private final Resource file;
    private final boolean demo;
    private final RegionFiles files;
    /** Everything that must not stand twice in the region, as kind and name. */
    private final Set<String> names = new HashSet<>();

    RegionReader(Resource file, boolean demo) {
        this.file = file;
        this.demo = demo;
        this.files = new RegionFiles(file, yaml);
    }

    Region read() {
        RegionDocument document = parse();
        require(document.region() != null, "region", "is missing");
        require(document.region().code() != null, "region.code", "is missing");
        zone("region.zone", document.region().zone());
        require(
                document.facilities() != null && !document.facilities().isEmpty(),
                "facilities",
                "needs at least one member");
        List<Facility> facilities = new ArrayList<>();
        for (int i = 0; i < document.facilities().size(); i++) {
            String key = "facilities[" + i + "]";
            RegionDocument.FacilityEntry entry = document.facilities().get(i);
            require(
                    entry.code() != null && entry.code().matches("[A-Z0-9]{2,16}"),
                    key + ".code",
                    "must be 2-16 of A-Z, 0-9");
            require(names.add("code " + entry.code()), key + ".code", "stands twice");
            facilities.add(facility(key, entry, document.region().zone()));
        }
        checkOwners(facilities);
        List<Folder> folders = folders(orEmpty(document.folders()));
        Map<String, String> recognition = new LinkedHashMap<>();
        orEmpty(document.recognition())
                .forEach((name, path) -> recognition.put(name, text("recognition." + name, path)));
        List<RegionUser> users = orEmpty(document.users());
        for (int i = 0; i < users.size(); i++) {
            check("users[" + i + "]", users.get(i));
        }
        List<Destination> destinations = new DestinationReader(
                        this::mistake, document.region().code(), facilities)
                .read(orEmpty(document.destinations()));
        List<RegionApp> apps = new AppCheck(this::mistake, names).check(orEmpty(document.apps()));
        SharePolicy sharing = new SharingReader(this::mistake, facilities).read(document.sharing());
        return new Region(
                document.region(), facilities, folders, destinations, users, apps, recognition, sharing, demo);
    }

    private void check(String key, RegionUser user) {
        require(user.name() != null, key + ".name", "is missing");
        require(names.add("user " + user.name()), key + ".name", "stands twice");
        require(user.password() != null, key + ".password", "is missing");
        require(
                user.roles() != null && !user.roles().isEmpty() && ROLES.containsAll(user.roles()),
                key + ".roles",
                "must be of " + String.join(", ", ROLES));
        require(
                user.facility() == null || names.contains("code " + user.facility()),
                key + ".facility",
                "names no facility of the region");
    }

    private Facility facility(String key, RegionDocument.FacilityEntry entry, String regionZone) {
        require(entry.nameZh() != null, key + ".nameZh", "is missing");
        require(entry.level() != null, key + ".level", "is missing");
        checkSystems(key + ".systems", orEmpty(entry.systems()));
        List<Facility.Client> clients = orEmpty(entry.clients());
        for (int i = 0; i < clients.size(); i++) {
            String client = key + ".clients[" + i + "].id";
            require(clients.get(i).id() != null, client, "is missing");
            require(names.add("client " + clients.get(i).id()), client, "stands twice");
            checkFingerprints(
                    key + ".clients[" + i + "].certificates", clients.get(i).certificates());
        }
        HospitalProfiles profiles = new HospitalProfiles(files, file.getDescription(), key, entry, regionZone);
        try {
            return facility(entry, clients, profiles);
        } catch (ProfileMistake e) {
            throw new RegionMistake(e.file(), e.key(), e.reason());
        }
    }

    private static Facility facility(
            RegionDocument.FacilityEntry entry, List<Facility.Client> clients, HospitalProfiles profiles) {
        FacilityProfile profile = profiles.ofHospital();
        return new Facility(
                entry.code(),
                entry.nameZh(),
                entry.nameEn() == null ? entry.nameZh() : entry.nameEn(),
                entry.level(),
                entry.district() == null ? "" : entry.district(),
                profile.zone(),
                profile.defaultCharset(),
                orEmpty(entry.systems()),
                clients,
                profiles.authorities(),
                profiles.defaultAuthority(),
                profile,
                profiles.ofSystems());
    }

    private void checkSystems(String key, List<Facility.HospitalSystem> systems) {
        for (int i = 0; i < systems.size(); i++) {
            Facility.HospitalSystem system = systems.get(i);
            String each = key + "[" + i + "]";
            require(
                    system.profile() == null
                            || system.msh3() != null && !system.msh3().equals("*"),
                    each + ".profile",
                    "needs an msh3 of its own");
            if (system.msh4() != null) {
                require(
                        names.add("sender " + system.msh3() + "|" + system.msh4()),
                        each + ".msh4",
                        "with this msh3 is another system already");
            }
            checkCertificates(each + ".certificates", system);
            require(
                    !system.availability() || system.ae() != null && system.host() != null && system.port() != null,
                    each + ".availability",
                    "needs ae, host and port");
            if (system.ae() != null) {
                require(system.ae().matches("[!-~ ]{1,16}"), each + ".ae", "must have 1-16 characters");
                require(names.add("ae " + system.ae()), each + ".ae", "stands twice");
            }
        }
    }

    /** One certificate stands for one facility; its systems may share it. */
    private void checkCertificates(String key, Facility.HospitalSystem system) {
        checkFingerprints(key, system.certificates());
        require(
                system.certificates().isEmpty() || system.msh4() != null || system.ae() != null,
                key,
                "is for a system that has msh4 or ae");
    }

    private void checkFingerprints(String key, List<String> certificates) {
        for (String certificate : certificates) {
            require(
                    FINGERPRINT.matcher(certificate).matches(),
                    key,
                    "must be sha256: and the 64 hexadecimal digits of a certificate's fingerprint");
        }
    }

    private void checkOwners(List<Facility> facilities) {
        Map<String, String> owners = new HashMap<>();
        for (Facility facility : facilities) {
            for (Facility.HospitalSystem system : facility.systems()) {
                for (String print : system.fingerprints()) {
                    String owner = owners.putIfAbsent(print, facility.code());
                    require(
                            owner == null || owner.equals(facility.code()),
                            "facilities." + facility.code() + ".certificates",
                            "pins a certificate of another facility");
                }
            }
        }
    }

    private List<Folder> folders(List<Folder> entries) {
        for (int i = 0; i < entries.size(); i++) {
            Folder folder = entries.get(i);
            String key = "folders[" + i + "]";
            require(names.contains("code " + folder.facility()), key + ".facility", "names no facility of the region");
            require(folder.path() != null && !folder.path().isBlank(), key + ".path", "is missing");
            require(names.add("folder " + folder.place()), key + ".path", "stands twice");
            charset(key + ".charset", folder.charset());
            require(folder.seconds() >= 1, key + ".everySeconds", "must be at least 1");
            require(isPattern(folder.files()), key + ".pattern", "is not a regular expression for names of files");
            require(folder.sftp() != null || Path.of(folder.path()).isAbsolute(), key + ".path", "must be absolute");
            if (folder.sftp() != null) {
                check(key + ".sftp", folder.sftp());
            }
        }
        return entries;
    }

    private void check(String key, Folder.Sftp sftp) {
        require(sftp.host() != null, key + ".host", "is missing");
        require(sftp.user() != null, key + ".user", "is missing");
        require(
                sftp.privateKey() != null || sftp.passwordFile() != null,
                key + ".privateKey",
                "is missing, and passwordFile too");
        require(sftp.knownHosts() != null, key + ".knownHosts", "is missing: the server must be known by its key");
    }

    private static boolean isPattern(String pattern) {
        try {
            Pattern.compile(pattern);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private RegionDocument parse() {
        try {
            RegionDocument document =
                    yaml.readValue(file.getContentAsString(StandardCharsets.UTF_8), RegionDocument.class);
            require(document != null, "region", "is missing");
            return document;
        } catch (JsonMappingException e) {
            throw e.getCause() instanceof JsonParseException broken
                    ? notYaml(broken)
                    : mistake(path(e), "is unknown or has a wrong value");
        } catch (JsonProcessingException e) {
            throw notYaml(e);
        } catch (IOException e) {
            throw mistake("(the file itself)", "cannot be read; set HUB_REGION");
        }
    }

    private RegionMistake notYaml(JsonProcessingException e) {
        return mistake("line " + e.getLocation().getLineNr(), "is not YAML");
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private String text(String key, String relativePath) {
        try {
            return file.createRelative(relativePath).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw mistake(key, "names a file that cannot be read");
        }
    }

    private ZoneId zone(String key, String value) {
        require(value != null, key, "is missing");
        try {
            return ZoneId.of(value);
        } catch (DateTimeException e) {
            throw mistake(key, "is not a time zone, for example Asia/Shanghai");
        }
    }

    private void charset(String key, String value) {
        try {
            if (value != null) {
                Charset.forName(value);
            }
        } catch (IllegalArgumentException e) {
            throw mistake(key, "is not a character set, for example GB18030");
        }
    }

    private void require(boolean holds, String key, String reason) {
        if (!holds) {
            throw mistake(key, reason);
        }
    }

    private RegionMistake mistake(String key, String reason) {
        return new RegionMistake(file.getDescription(), key, reason);
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    private static <T> Map<String, T> orEmpty(Map<String, T> map) {
        return map == null ? Map.of() : Map.copyOf(map);
    }
}
