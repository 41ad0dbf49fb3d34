package org.yilian.mappings.hl7v2.bench;

import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yilian.mappings.hl7v2.Er7Message;
import org.yilian.mappings.hl7v2.FacilityProfile;
import org.yilian.mappings.hl7v2.Hl7v2Translator;

/** Something that works on one message; peers live behind class loaders of their own and are reached by reflection. */
interface Contender {
    Object work(String text, byte[] bytes) throws Exception;

    /** Bytes to resources and remarks, the character set found out as for any sender. */
    static Contender ours() {
        FacilityProfile profile = FacilityProfile.minimal("H001");
        return (text, bytes) ->
                Hl7v2Translator.translate(Er7Message.read(bytes, StandardCharsets.UTF_8), profile, "hl7v2:1");
    }

    /** Text to HAPI's structures, without validation. */
    static Contender pipeParser(Path classPath) throws Exception {
        ClassLoader loader = loader(classPath);
        Object context = loader.loadClass("ca.uhn.hl7v2.DefaultHapiContext")
                .getConstructor()
                .newInstance();
        Object none = loader.loadClass("ca.uhn.hl7v2.validation.impl.ValidationContextFactory")
                .getMethod("noValidation")
                .invoke(null);
        context.getClass()
                .getMethod("setValidationContext", loader.loadClass("ca.uhn.hl7v2.validation.ValidationContext"))
                .invoke(context, none);
        Object parser = context.getClass().getMethod("getPipeParser").invoke(context);
        Method parse = parser.getClass().getMethod("parse", String.class);
        return (text, bytes) -> parse.invoke(parser, text);
    }

    /** Text to a Bundle of resource objects; no JSON is written. */
    static Contender linuxForHealth(Path classPath) throws Exception {
        ClassLoader loader = loader(classPath);
        Thread.currentThread().setContextClassLoader(loader);
        Object converter = loader.loadClass("io.github.linuxforhealth.hl7.HL7ToFHIRConverter")
                .getConstructor()
                .newInstance();
        Class<?> options = loader.loadClass("io.github.linuxforhealth.hl7.ConverterOptions");
        Class<?> engineClass = loader.loadClass("io.github.linuxforhealth.hl7.message.HL7MessageEngine");
        Class<?> contextClass = loader.loadClass("io.github.linuxforhealth.fhir.FHIRContext");
        Constructor<?> makeEngine = engineClass.getConstructor(contextClass);
        Object engine = makeEngine.newInstance(contextClass.getConstructor().newInstance());
        Object simple = loader.loadClass("io.github.linuxforhealth.hl7.ConverterOptions")
                .getField("SIMPLE_OPTIONS")
                .get(null);
        Method convert = converter.getClass().getMethod("convertToBundle", String.class, options, engineClass);
        return (text, bytes) -> convert.invoke(converter, text, simple, engine);
    }

    /** Resources of ours or entries of theirs, to show that work was done. */
    static int size(Object result) throws ReflectiveOperationException {
        if (result instanceof org.yilian.mappings.Translation translation) {
            return translation.writes().size();
        }
        try {
            return ((List<?>) result.getClass().getMethod("getEntry").invoke(result)).size();
        } catch (NoSuchMethodException e) {
            return 0;
        }
    }

    private static ClassLoader loader(Path classPath) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : Files.readString(classPath).strip().split(File.pathSeparator)) {
            urls.add(url(entry));
        }
        return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) throws MalformedURLException {
        return Path.of(entry).toUri().toURL();
    }
}
