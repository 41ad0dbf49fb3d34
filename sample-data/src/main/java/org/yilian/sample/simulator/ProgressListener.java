package org.yilian.sample.simulator;

/** Hears how far the play is; called from several threads, after every single sending. */
@FunctionalInterface
public interface ProgressListener {
    /** What is being sent. */
    enum Part {
        MESSAGES,
        IMAGES,
        FHIR
    }

    /**
     * @param done sent so far, taken or not
     * @param failed of these, how many the hub did not take
     */
    void progressed(Part part, int done, int total, int failed);
}
