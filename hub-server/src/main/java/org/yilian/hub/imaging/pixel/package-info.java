/**
 * Pixels made visible: frames decoded and turned into 8-bit pictures for previews. Never on the diagnostic path, which
 * serves bytes as stored.
 */
package org.yilian.hub.imaging.pixel;
