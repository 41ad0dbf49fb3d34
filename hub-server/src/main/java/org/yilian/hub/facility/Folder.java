package org.yilian.hub.facility;

/**
 * A folder a hospital drops files of HL7 v2 into, on a disk of the hub's machine or on an SFTP server. What lies there is
 * the facility's word, so only the facility may be able to write there.
 *
 * @param facility code of the member it belongs to
 * @param path folder; on an SFTP server from the user's start folder, or absolute
 * @param pattern regular expression for the names of files to take; those that begin with a dot never are
 * @param charset character set of messages that declare none; null for the facility's
 * @param everySeconds pause between two looks, 5 by default
 * @param sftp null for a folder on disk
 */
public record Folder(String facility, String path, String pattern, String charset, Integer everySeconds, Sftp sftp) {
    private static final String USUAL_FILES = "(?i).+\\.(hl7|txt|dat|er7)";
    private static final int USUAL_SECONDS = 5;

    /**
     * @param port 22 by default
     * @param privateKey file with the key to sign in with; null for a password
     * @param passwordFile file with the password; null for a key
     * @param knownHosts file with the server's host key, as OpenSSH keeps it
     */
    public record Sftp(
            String host, Integer port, String user, String privateKey, String passwordFile, String knownHosts) {}

    /** Names of files to take. */
    public String files() {
        return pattern == null ? USUAL_FILES : pattern;
    }

    public int seconds() {
        return everySeconds == null ? USUAL_SECONDS : everySeconds;
    }

    /** The same place has the same name. */
    public String place() {
        return sftp == null ? path : sftp.user() + "@" + sftp.host() + ":" + sftp.port() + "/" + path;
    }
}
