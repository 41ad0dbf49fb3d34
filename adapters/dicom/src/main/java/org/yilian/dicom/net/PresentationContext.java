package org.yilian.dicom.net;

/**
 * An accepted presentation context, PS3.8 section 9.3.2.2.
 *
 * @param id odd, 1 to 255
 * @param abstractSyntax the SOP class
 * @param transferSyntax the one that all data sets of this context have
 */
public record PresentationContext(int id, String abstractSyntax, String transferSyntax) {}
