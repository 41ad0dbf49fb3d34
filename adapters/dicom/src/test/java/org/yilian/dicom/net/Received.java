package org.yilian.dicom.net;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A store handler that remembers what came. */
final class Received implements StoreHandler {
    record Item(StoreRequest request, byte[] dataSet) {}

    private final Map<String, Item> items = new ConcurrentHashMap<>();

    @Override
    public DimseStatus store(StoreRequest request, InputStream data) throws IOException {
        items.put(request.sopInstanceUid(), new Item(request, data.readAllBytes()));
        return DimseStatus.SUCCESS;
    }

    Item item(String instanceUid) {
        return items.get(instanceUid);
    }

    void forget(String instanceUid) {
        items.remove(instanceUid);
    }

    int count() {
        return items.size();
    }
}
