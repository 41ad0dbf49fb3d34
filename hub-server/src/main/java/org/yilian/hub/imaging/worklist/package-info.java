/**
 * What a hospital's modalities have to do: its imaging orders that are active and not performed, as Modality Worklist asks for
 * them. Kept in step with the orders of the record, in the transaction that writes them; nothing of the patient is copied.
 */
package org.yilian.hub.imaging.worklist;
