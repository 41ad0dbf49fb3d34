/** What stored objects hold: heads, bytes of frames, and the whole in another transfer syntax where one is asked for. */
package org.yilian.hub.imaging.content;
