package org.yilian.camel.dicom;

import java.io.File;
import java.nio.file.Path;
import org.apache.camel.spi.TypeConverterLoader;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.SimpleTypeConverter;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomFile;
import org.yilian.dicom.DicomJson;

/**
 * Converts bodies: a data set from and to DICOM JSON (PS3.18 annex F) as text, and from a Part 10 file. Bytes and streams are
 * left alone: a consumer's are a data set in some transfer syntax, others' may be anything.
 */
public final class DicomConverterLoader implements TypeConverterLoader {

    @Override
    public void load(TypeConverterRegistry registry) {
        add(registry, String.class, DataSet.class, DicomJson::toJson);
        add(registry, DataSet.class, String.class, DicomJson::read);
        add(registry, DataSet.class, Path.class, path -> DicomFile.read(path).dataSet());
        add(registry, DataSet.class, File.class, file -> DicomFile.read(file.toPath())
                .dataSet());
    }

    private interface Conversion<F, T> {
        T of(F from) throws Exception;
    }

    private static <F, T> void add(
            TypeConverterRegistry registry, Class<T> to, Class<F> from, Conversion<F, T> conversion) {
        registry.addTypeConverter(
                to, from, new SimpleTypeConverter(false, (type, exchange, value) -> conversion.of(from.cast(value))));
    }
}
