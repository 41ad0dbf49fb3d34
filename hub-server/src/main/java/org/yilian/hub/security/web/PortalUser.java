package org.yilian.hub.security.web;

/** Somebody with a session, however it began. */
interface PortalUser {
    /** The name that pages show, null for the user name. */
    String display();
}
