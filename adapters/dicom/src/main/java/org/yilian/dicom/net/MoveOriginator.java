package org.yilian.dicom.net;

/** Who asked by C-MOVE for what a C-STORE sends, PS3.7 section 9.3.1.1. */
record MoveOriginator(String aeTitle, int messageId) {}
