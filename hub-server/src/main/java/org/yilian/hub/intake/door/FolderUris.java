package org.yilian.hub.intake.door;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;
import org.yilian.hub.facility.Folder;

/** How Camel is told to watch a folder and to write answers into it. All of it comes from region.yaml, none from messages. */
@Component
class FolderUris {
    private static final String MOVE = "&move=RAW(${exchangeProperty." + FolderFiles.DESTINATION + "})";
    private static final int SFTP_PORT = 22;
    /** Written under another name first, so that whoever waits for the answer never reads half of it. */
    private static final String WRITE = "fileExist=Override&tempPrefix=.writing-";

    String consumer(Folder folder, String failures) {
        long delay = TimeUnit.SECONDS.toMillis(folder.seconds());
        return place(folder)
                + "&include=RAW(" + folder.files() + ")"
                + "&delay=" + delay
                // Whoever still writes makes the file grow; a file that rests for one look is whole.
                + "&readLock=changed&readLockCheckInterval=1000&readLockTimeout=10000&readLockMinAge=1000"
                + "&readLockLoggingLevel=OFF&sortBy=RAW(file:modified;file:name)"
                + "&maxMessagesPerPoll=200&eagerMaxMessagesPerPoll=false&autoCreate=false"
                + "&exceptionHandler=#" + failures
                + "&runLoggingLevel=OFF"
                + (folder.sftp() == null ? "&startingDirectoryMustExist=true" : "")
                + MOVE;
    }

    String producer(Folder folder) {
        return place(folder) + "&" + WRITE;
    }

    private static String place(Folder folder) {
        return folder.sftp() == null
                ? "file:" + UriUtils.encodePath(folder.path(), StandardCharsets.UTF_8) + "?bufferSize=131072"
                : sftp(folder.path(), folder.sftp());
    }

    private static String sftp(String path, Folder.Sftp sftp) {
        return "sftp:" + sftp.host() + ":" + (sftp.port() == null ? SFTP_PORT : sftp.port()) + "/"
                + UriUtils.encodePath(path, StandardCharsets.UTF_8)
                + "?username=RAW(" + sftp.user() + ")"
                + (sftp.privateKey() == null
                        ? "&password=RAW(" + secret(sftp.passwordFile()) + ")"
                        : "&privateKeyFile=RAW(" + sftp.privateKey() + ")")
                + "&knownHostsFile=RAW(" + sftp.knownHosts() + ")&strictHostKeyChecking=yes&useUserKnownHostsFile=false"
                + "&preferredAuthentications=" + (sftp.privateKey() == null ? "password" : "publickey")
                + "&jschLoggingLevel=OFF&disconnect=true&throwExceptionOnConnectFailed=true&maximumReconnectAttempts=0";
    }

    private static String secret(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new IllegalStateException("region.yaml folders[].sftp.passwordFile: cannot be read");
        }
    }
}
