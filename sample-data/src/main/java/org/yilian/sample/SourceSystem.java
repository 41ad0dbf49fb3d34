package org.yilian.sample;

/** The system of a hospital that sends; its name is MSH-3. */
public enum SourceSystem {
    HIS,
    LIS,
    RIS
}
