package org.yilian.conformance.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The least that a listener can do which answers after its messages are durable: no parser, no duplicates, no database; bytes
 * are written to a file, forced in groups, and answered by the thread that forced them. What this reaches is what the
 * machine, its disk and the sender leave.
 */
final class ForcedFile {
    private static final int END_BLOCK = 0x1C;
    private static final int BUFFER = 1 << 20;

    /** Written over and over, as a database does with its log: a file that grows costs more to force. */
    private static final int LENGTH = 256 * BUFFER;

    private record Message(byte[] bytes, int length, Socket from) {}

    private final BlockingQueue<Message> waiting = new LinkedBlockingQueue<>();
    private final FileChannel file;
    private final byte[] answer;

    private ForcedFile(Path file, byte[] answer) throws IOException {
        this.file = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        this.answer = answer;
        ByteBuffer zeros = ByteBuffer.allocateDirect(BUFFER);
        for (int at = 0; at < LENGTH; at += BUFFER) {
            this.file.write(zeros.clear(), at);
        }
        this.file.force(true);
    }

    static void listen(int port, Path file, byte[] answer) throws IOException {
        ForcedFile forced = new ForcedFile(file, answer);
        ServerSocket server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        MllpPeer.start(() -> {
            while (true) {
                Socket socket = server.accept();
                MllpPeer.start(() -> forced.read(socket));
            }
        });
        MllpPeer.start(forced::force);
    }

    private void read(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[64 * 1024];
        int length = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer, length, buffer.length - length)) {
            length += n;
            if (length > 1 && buffer[length - 2] == END_BLOCK) {
                waiting.add(new Message(buffer, length, socket));
                length = 0; // the sender waits for its answer before it sends again
            }
        }
    }

    private void force() throws IOException {
        ByteBuffer group = ByteBuffer.allocateDirect(BUFFER);
        List<Message> all = new ArrayList<>();
        int at = 0;
        while (true) {
            try {
                all.add(waiting.take());
            } catch (InterruptedException e) {
                return;
            }
            waiting.drainTo(all);
            all.forEach(each -> group.put(each.bytes, 0, each.length));
            group.flip();
            at = at + group.limit() > LENGTH ? 0 : at;
            at += file.write(group, at);
            file.force(false);
            group.clear();
            for (Message each : all) {
                each.from.getOutputStream().write(answer);
            }
            all.clear();
        }
    }
}
