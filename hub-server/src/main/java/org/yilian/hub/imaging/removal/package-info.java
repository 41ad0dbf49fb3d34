/**
 * Out of the archive, and what keeps a study in it: only the owner removes, nobody removes what is held, every act leaves a
 * trace, and the record's ImagingStudy follows in the same transaction.
 */
package org.yilian.hub.imaging.removal;
