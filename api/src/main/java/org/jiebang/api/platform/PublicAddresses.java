package org.jiebang.api.platform;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.FutureListener;
import io.netty.util.concurrent.Promise;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import reactor.netty.http.HttpResources;

/**
 * Tells addresses of the public internet from those that are nobody's business outside: this machine, its networks, and what is reserved
 * (RFC 6890). A platform that calls addresses which people give it calls public ones alone, or it would be their way into its own network.
 */
public final class PublicAddresses extends AddressResolverGroup<InetSocketAddress> {
    private final AddressResolverGroup<InetSocketAddress> all;

    private PublicAddresses(AddressResolverGroup<InetSocketAddress> all) {
        this.all = all;
    }

    /**
     * Resolves names to public addresses, and fails where a name has another one. What was looked at is what is connected to, so that no name
     * can change its mind between.
     */
    @SuppressWarnings("unchecked")
    public static AddressResolverGroup<InetSocketAddress> resolver() {
        return new PublicAddresses(
                (AddressResolverGroup<InetSocketAddress>) HttpResources.get().getOrCreateDefaultResolver());
    }

    /** A name with an address that is not public. */
    public static final class NotPublic extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        NotPublic() {
            super("The name has an address that is not public");
        }
    }

    /**
     * May a host be called by its spelling? What addresses a name has is looked at with each call, see {@link #resolver}; an address itself is
     * looked at here.
     */
    public static boolean mayBePublic(String host) {
        String bare = host.replaceAll("^\\[|]$", "");
        if (bare.equalsIgnoreCase("localhost")) {
            return false;
        }
        try {
            return isPublic(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException name) {
            return true;
        }
    }

    /** Is it an address that anybody in the internet can call? */
    public static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes);
    }

    private static boolean isPublic4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        boolean sharedOrTest = first == 100 && second >= 64 && second < 128
                || first == 192 && second == 0 && (third == 0 || third == 2)
                || first == 192 && second == 88 && third == 99
                || first == 198 && (second == 18 || second == 19 || second == 51 && third == 100)
                || first == 203 && second == 0 && third == 113;
        return first != 0 && first < 240 && !sharedOrTest;
    }

    /** Global unicast, without the parts that carry an IPv4 address or are for documents. */
    private static boolean isPublic6(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        int second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        boolean special =
                first == 0x2002 || first == 0x2001 && (second < 0x0200 || second == 0x0db8) || first == 0x3fff;
        return (first & 0xe000) == 0x2000 && !special;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        AddressResolver<InetSocketAddress> names = all.getResolver(executor);
        return new AbstractAddressResolver<>(executor, InetSocketAddress.class) {
            @Override
            protected boolean doIsResolved(InetSocketAddress address) {
                return !address.isUnresolved();
            }

            @Override
            protected void doResolve(InetSocketAddress unresolved, Promise<InetSocketAddress> promise) {
                names.resolve(unresolved).addListener((FutureListener<InetSocketAddress>) found -> {
                    if (settled(found, promise)) {
                        finish(found.getNow(), List.of(found.getNow()), promise);
                    }
                });
            }

            @Override
            protected void doResolveAll(InetSocketAddress unresolved, Promise<List<InetSocketAddress>> promise) {
                names.resolveAll(unresolved).addListener((FutureListener<List<InetSocketAddress>>) found -> {
                    if (settled(found, promise)) {
                        finish(found.getNow(), found.getNow(), promise);
                    }
                });
            }
        };
    }

    /** Was it found? The promise hears if it was not. */
    private static boolean settled(Future<?> found, Promise<?> promise) {
        if (!found.isSuccess()) {
            promise.tryFailure(found.cause());
        }
        return found.isSuccess();
    }

    private static <T> void finish(T answer, List<InetSocketAddress> found, Promise<T> promise) {
        if (found.stream().allMatch(one -> isPublic(one.getAddress()))) {
            promise.trySuccess(answer);
        } else {
            promise.tryFailure(new NotPublic());
        }
    }
}
