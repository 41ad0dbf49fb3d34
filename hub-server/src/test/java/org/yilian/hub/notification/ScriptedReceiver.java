package org.yilian.hub.notification;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A hospital system with manners as told, one act per message; without a script it accepts. */
final class ScriptedReceiver implements AutoCloseable {
    enum Act {
        ACCEPT,
        /** Takes it and says nothing. */
        SWALLOW,
        /** Takes it and closes the connection. */
        HANG_UP,
        ERROR,
        REFUSE,
        /** Answers for another message first. */
        LATE_ACK_FIRST
    }

    private final int port;
    private final Charset charset;
    private final Queue<Act> script = new ConcurrentLinkedQueue<>();
    private final List<byte[]> received = new CopyOnWriteArrayList<>();
    private volatile ServerSocket socket;
    private volatile Socket connection;

    private ScriptedReceiver(int port, Charset charset) {
        this.port = port;
        this.charset = charset;
    }

    /** Not open yet; the port is free at this moment. */
    static ScriptedReceiver closed(Charset charset) {
        try (ServerSocket probe = new ServerSocket(0)) {
            return new ScriptedReceiver(probe.getLocalPort(), charset);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return port;
    }

    void will(Act... acts) {
        script.addAll(List.of(acts));
    }

    /** Everything that came, in order, doubles included. */
    List<String> texts() {
        return received.stream().map(each -> new String(each, charset)).toList();
    }

    List<byte[]> bytes() {
        return List.copyOf(received);
    }

    ScriptedReceiver open() throws IOException {
        socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        Thread thread = new Thread(this::accept, "scripted-receiver");
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try (Socket one = socket.accept()) {
                connection = one;
                serve(one);
            } catch (IOException e) {
                // The hub went away, or the receiver did: both are part of the script.
            }
        }
    }

    private void serve(Socket one) throws IOException {
        InputStream in = one.getInputStream();
        for (byte[] message = frame(in); message != null; message = frame(in)) {
            received.add(message);
            Act act = script.isEmpty() ? Act.ACCEPT : script.poll();
            switch (act) {
                case ACCEPT -> answer(one, "AA", controlId(message));
                case ERROR -> answer(one, "AE", controlId(message));
                case REFUSE -> answer(one, "AR", controlId(message));
                case LATE_ACK_FIRST -> {
                    answer(one, "AR", "SOMETHINGELSE");
                    answer(one, "AA", controlId(message));
                }
                case HANG_UP -> {
                    return;
                }
                default -> {}
            }
        }
    }

    private static byte[] frame(InputStream in) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == 0x1C) {
                in.read();
                return message.toByteArray();
            }
            if (b != 0x0B) {
                message.write(b);
            }
        }
        return null;
    }

    static String controlId(byte[] message) {
        return new String(message, StandardCharsets.ISO_8859_1).split("\\|")[9];
    }

    private static void answer(Socket one, String code, String controlId) throws IOException {
        String ack = "MSH|^~\\&|LIS|X|HUB|YL|20260105120000||ACK|" + System.nanoTime() + "|P|2.5.1\rMSA|" + code + "|"
                + controlId + "\r";
        one.getOutputStream().write(("\u000b" + ack + "\u001c\r").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
        if (connection != null) {
            connection.close();
        }
    }
}
