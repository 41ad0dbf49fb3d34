package org.yilian.sample.lab;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yilian.sample.Hospital;
import org.yilian.sample.Table;

/**
 * The demo region's data files that the hub loads, made from the tables the hospitals play by, so that the two cannot
 * differ. A day {@code today-400d} is relative to the day on which the region is played.
 *
 * <p>The files are committed in {@code hub-server/src/main/resources/demo}; {@link #main} writes them anew.
 */
public final class RegionFiles {
    /** Items that are measured but that the region does not recognise. */
    private static final Set<String> NOT_RECOGNISED =
            Set.of("LIP-LPA", "FER", "VITD", "AFP", "CEA", "CYSC", "PCT", "TNI", "BNP", "CKMB", "HCG", "EGFR");

    /** Items with a province wide or national mark; all others hold in the region. */
    private static final Map<String, String> SCOPES =
            Map.of("GLU", "PROVINCE", "ALT", "PROVINCE", "HBSAG", "NATIONAL", "CT-CHEST-PLAIN", "PROVINCE");

    private static final Map<Hospital, BigDecimal> PRICE_LEVEL = Map.of(
            Hospital.H001, new BigDecimal("1.00"),
            Hospital.H002, new BigDecimal("0.90"),
            Hospital.H003, new BigDecimal("0.95"),
            Hospital.H004, new BigDecimal("0.80"));

    private final LabCatalogue catalogue = LabCatalogue.shared();

    /** File contents by path relative to the demo folder. */
    public Map<String, String> contents() {
        Map<String, String> files = new LinkedHashMap<>();
        for (Hospital hospital : Hospital.values()) {
            files.put("codes/" + hospital.id() + "-lab.csv", codes(hospital));
        }
        files.put("recognition/catalogue.csv", recognisable());
        files.put("recognition/panels.csv", panels());
        files.put("recognition/qualifications.csv", qualifications());
        files.put("recognition/prices.csv", prices());
        return files;
    }

    private String codes(Hospital hospital) {
        StringBuilder csv = new StringBuilder("localCode,localName,item,loinc,localUnit,ucum\n");
        Map<String, String> texts = new LinkedHashMap<>();
        Table.read("lab/report-texts.csv").forEach(row -> texts.put(row.text("item"), row.text("loinc")));
        for (LocalCode code : catalogue.menu(hospital).all()) {
            String ucum = catalogue.ucum(code.unit());
            line(csv, code.code(), code.name(), code.item(), loinc(code.item(), ucum, texts), code.unit(), ucum);
        }
        return csv.toString();
    }

    private String loinc(String item, String ucum, Map<String, String> texts) {
        if (catalogue.analytes().containsKey(item)) {
            Analyte analyte = catalogue.analytes().get(item);
            return analyte.loinc(analyte.usesAlternative(ucum));
        }
        if (catalogue.panels().containsKey(item)) {
            return catalogue.panels().get(item).loinc();
        }
        return catalogue.exams().containsKey(item) ? catalogue.exams().get(item).loinc() : texts.get(item);
    }

    private String recognisable() {
        StringBuilder csv =
                new StringBuilder("item,nameZh,nameEn,kind,scope,window,specimen,ucum,criticalLow,criticalHigh\n");
        for (Analyte analyte : catalogue.analytes().values()) {
            if (!NOT_RECOGNISED.contains(analyte.item())) {
                Panel panel = catalogue.panels().get(analyte.panel());
                line(
                        csv,
                        analyte.item(),
                        analyte.nameZh(),
                        analyte.nameEn(),
                        "LAB",
                        SCOPES.getOrDefault(analyte.item(), "REGION"),
                        panel.window(),
                        panel.specimen(),
                        analyte.ucum(),
                        bound(analyte.critical().low()),
                        bound(analyte.critical().high()));
            }
        }
        for (Exam exam : catalogue.exams().values()) {
            String scope = SCOPES.getOrDefault(exam.item(), "REGION");
            line(csv, exam.item(), exam.nameZh(), exam.nameEn(), "IMAGING", scope, exam.window(), "", "", "", "");
        }
        return csv.toString();
    }

    private static String bound(Double value) {
        return value == null
                ? ""
                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private String panels() {
        StringBuilder csv = new StringBuilder("panel,nameZh,nameEn,item\n");
        for (Analyte analyte : catalogue.analytes().values()) {
            Panel panel = catalogue.panels().get(analyte.panel());
            line(csv, panel.item(), panel.nameZh(), panel.nameEn(), analyte.item());
        }
        return csv.toString();
    }

    /** A later row of the table that names an item's panel replaces what {@code *} said about the item. */
    private String qualifications() {
        StringBuilder csv = new StringBuilder("facility,item,scheme,validFrom,validTo,result\n");
        List<Table.Row> rows = Table.read("lab/qualifications.csv");
        for (Hospital hospital : Hospital.values()) {
            List<Table.Row> own = rows.stream()
                    .filter(row -> row.text("facility").equals(hospital.name()))
                    .toList();
            for (String item : recognisableItems(hospital)) {
                String pattern = catalogue.analytes().containsKey(item)
                        ? catalogue.analytes().get(item).panel() + ".*"
                        : item;
                boolean special = own.stream().anyMatch(row -> row.text("items").equals(pattern));
                for (Table.Row row : own) {
                    if (row.text("items").equals(special ? pattern : "*")) {
                        line(
                                csv,
                                hospital.name(),
                                item,
                                row.text("scheme"),
                                row.text("validFrom"),
                                row.text("validTo"),
                                row.text("result"));
                    }
                }
            }
        }
        return csv.toString();
    }

    private String prices() {
        StringBuilder csv = new StringBuilder("item,facility,price\n");
        for (Hospital hospital : Hospital.values()) {
            for (String item : recognisableItems(hospital)) {
                String listed = catalogue.analytes().containsKey(item)
                        ? catalogue.analytes().get(item).price()
                        : catalogue.exams().get(item).price();
                BigDecimal price = new BigDecimal(listed)
                        .multiply(PRICE_LEVEL.get(hospital))
                        .setScale(2, RoundingMode.HALF_UP);
                line(csv, item, hospital.name(), price.toPlainString());
            }
        }
        return csv.toString();
    }

    private Set<String> recognisableItems(Hospital hospital) {
        Set<String> items = new LinkedHashSet<>();
        for (LocalCode code : catalogue.menu(hospital).all()) {
            boolean measured = catalogue.analytes().containsKey(code.item())
                    || catalogue.exams().containsKey(code.item());
            if (measured && !NOT_RECOGNISED.contains(code.item())) {
                items.add(code.item());
            }
        }
        return items;
    }

    private static void line(StringBuilder csv, String... cells) {
        csv.append(String.join(",", cells)).append('\n');
    }

    /** Writes the files below the folder given as the only argument. */
    public static void main(String[] args) throws IOException {
        for (Map.Entry<String, String> file : new RegionFiles().contents().entrySet()) {
            Path path = Path.of(args[0]).resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}
