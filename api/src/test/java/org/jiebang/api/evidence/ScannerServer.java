package org.jiebang.api.evidence;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A small server that speaks ClamAV's INSTREAM: what holds "示例病毒" is infected, what holds "示例沉默" gets no verdict. */
final class ScannerServer implements AutoCloseable {
    private final ServerSocket socket;
    private final AtomicInteger scans = new AtomicInteger();

    ScannerServer() throws IOException {
        socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    int scans() {
        return scans.get();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                answer(client);
            } catch (IOException closed) {
                // The next client, or the end.
            }
        }
    }

    private void answer(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        byte[] command = in.readNBytes("zINSTREAM\0".length());
        if (!new String(command, StandardCharsets.US_ASCII).equals("zINSTREAM\0")) {
            client.getOutputStream().write("UNKNOWN COMMAND\0".getBytes(StandardCharsets.US_ASCII));
            return;
        }
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int length = in.readInt(); length > 0; length = in.readInt()) {
            stream.write(in.readNBytes(length));
        }
        scans.incrementAndGet();
        String text = stream.toString(StandardCharsets.UTF_8);
        String verdict = text.contains("示例病毒")
                ? "stream: Example-Signature FOUND\0"
                : text.contains("示例沉默") ? "INSTREAM size limit exceeded. ERROR\0" : "stream: OK\0";
        client.getOutputStream().write(verdict.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
