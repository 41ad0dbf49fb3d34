/** Key images that a radiologist marks for everybody: key object selection documents, written by the hub and withdrawn by their author. */
package org.yilian.hub.imaging.keyimages;
