/** The image store: objects as received, whole or not at all, durable before anybody is told so. */
package org.yilian.hub.imaging.store;
