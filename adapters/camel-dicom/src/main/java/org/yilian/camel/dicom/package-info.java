/**
 * The Camel component {@code dicom:}. As consumer it is an SCP whose requests become exchanges, processed on the thread of
 * the association while the object arrives; as producer an SCU. It holds no object: bodies are streams.
 */
package org.yilian.camel.dicom;
