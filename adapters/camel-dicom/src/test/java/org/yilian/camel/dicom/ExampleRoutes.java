package org.yilian.camel.dicom;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.yilian.dicom.net.DimseStatus;

/** The examples of the README. */
final class ExampleRoutes extends RouteBuilder {
    private final Path folder;
    private final String peer;

    ExampleRoutes(Path folder, String peer) {
        this.folder = folder;
        this.peer = peer;
    }

    @Override
    public void configure() {
        from("dicom:server?aeTitle=YILIAN&port=0").routeId("archive").process(this::keep);

        from("dicom:server?aeTitle=GATEWAY&callingAeTitles=CT1,MR1")
                .routeId("gateway")
                .to("dicom:" + peer + "?callingAe=GATEWAY&calledAe=YILIAN");

        from("direct:send").to("dicom:" + peer + "?callingAe=SENDER&calledAe=YILIAN&operation=store");

        from("direct:verify").to("dicom:" + peer + "?calledAe=YILIAN&operation=echo");
    }

    void keep(Exchange exchange) throws Exception {
        String name = exchange.getIn().getHeader(DicomConstants.AFFECTED_SOP_INSTANCE_UID, String.class);
        if (!name.matches("[0-9.]{1,64}")) {
            throw new DicomStatusException(DimseStatus.CANNOT_UNDERSTAND);
        }
        try (InputStream dataSet = exchange.getIn().getBody(InputStream.class)) {
            Files.copy(dataSet, folder.resolve(name));
        }
    }
}
