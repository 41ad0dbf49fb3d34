/**
 * Compares store and index: finds the objects that nobody names, sets them aside, and tells of rows whose object is gone.
 * Promises never to touch what is arriving, what a row names, and what waits to be deleted.
 */
package org.yilian.hub.imaging.check;
