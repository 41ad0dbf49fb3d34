package org.yilian.dicom.net;

/** Answers C-ECHO. */
@FunctionalInterface
public interface EchoHandler {
    DimseStatus echo(AssociationInfo association);
}
