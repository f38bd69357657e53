package org.jiebang.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/**
 * A free loopback port that stays free until a service takes it, and while the service is stopped.
 *
 * <p>On Linux two sockets with SO_REUSEADDR may be bound to one port as long as at most one of them listens, and the
 * kernel gives such a port to nobody who asks for any port. So a bound socket that never listens keeps the port for the
 * service, which sets that option (PostgreSQL and Elasticsearch do). Elsewhere the port is only chosen, not kept.
 */
final class HeldPort implements AutoCloseable {

    private static final boolean KEEPS = System.getProperty("os.name", "").equals("Linux");

    private final SocketChannel holder;
    private final int number;

    private HeldPort(SocketChannel holder, int number) {
        this.holder = holder;
        this.number = number;
    }

    static HeldPort choose() {
        try {
            SocketChannel holder = SocketChannel.open();
            holder.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            holder.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            int number = ((InetSocketAddress) holder.getLocalAddress()).getPort();
            if (!KEEPS) {
                holder.close();
            }
            return new HeldPort(holder, number);
        } catch (IOException failed) {
            throw new UncheckedIOException("No loopback port is free", failed);
        }
    }

    int number() {
        return number;
    }

    @Override
    public void close() {
        try {
            holder.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot give back port " + number, failed);
        }
    }
}
