/** The index of the image store in the database: studies, series, instances, and what waits in quarantine. */
package org.yilian.hub.imaging.index;
