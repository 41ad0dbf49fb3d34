package org.yilian.camel.dicom;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.dicom.net.StorageCommitment;
import org.yilian.dicom.net.StoredInstance;

/** The examples of the README. */
final class ExampleRoutes extends RouteBuilder {
    private final Path folder;
    private final String peer;
    final BlockingQueue<StorageCommitment.Request> asked = new LinkedBlockingQueue<>();

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

        from("dicom:server?services=find,get,move&moveDestinations=#destinations")
                .routeId("pacs")
                .choice()
                .when(header(DicomConstants.OPERATION).isEqualTo("C-FIND"))
                .process(this::find)
                .otherwise()
                .process(this::retrieve);

        from("dicom:server?services=commitment").routeId("commitment").process(this::commit);

        from("direct:report").to("dicom:" + peer + "?operation=nEventReport&calledAe=CT1");

        from("direct:query").to("dicom:" + peer + "?operation=find&calledAe=YILIAN&maxMatches=50");

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

    void commit(Exchange exchange) throws Exception {
        StorageCommitment.Request request = StorageCommitment.Request.of(DicomRequests.normalized(exchange));
        asked.add(request); // the report is sent later, on an association of its own
    }

    /** Endless, until the peer has enough. */
    private void find(Exchange exchange) {
        DataSet keys = exchange.getIn().getBody(DataSet.class);
        exchange.getMessage()
                .setBody(Stream.iterate(1, i -> i + 1).map(i -> keys.copy().set(Tag.StudyInstanceUID, "2.25." + i)));
    }

    private void retrieve(Exchange exchange) throws Exception {
        exchange.getMessage().setBody(StoredInstance.file(folder.resolve("image.dcm")));
    }
}
