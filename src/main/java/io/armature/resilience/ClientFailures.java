/*
 * Copyright 2026 the Armature authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.armature.resilience;

import io.armature.resilience.FailureClassification.Kind;
import io.armature.resilience.FailureClassification.Outage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * Tells the failures apart in which DynamoDB gave no answer, or none that could be read.
 *
 * <p>The types of HTTP clients are compared by name, since an application may leave each client out.
 */
final class ClientFailures {

    private static final int LONGEST_CHAIN = 32;

    private static final FailureClassification INTERRUPTED = FailureClassifier.of(Kind.NOT_SENT, true);

    private static final Set<String> CONNECT_TIME_OUTS = Set.of(
            "org.apache.hc.client5.http.ConnectTimeoutException",
            "org.apache.http.conn.ConnectTimeoutException",
            "io.netty.channel.ConnectTimeoutException");

    private static final Set<String> POOL_TIME_OUTS = Set.of(
            "org.apache.hc.core5.http.ConnectionRequestTimeoutException",
            "org.apache.http.conn.ConnectionPoolTimeoutException");

    /** Texts of the SDK for what keeps a call from being sent; it has one type for all of them. */
    private static final Pattern NOT_SENT = Pattern.compile(
            "load credentials|contained no credentials|refresh credentials|retrieve credentials|load region"
                    + "|Acquire operation took longer|Maximum pending connection acquisitions|waiting for connection from pool|Timeout deadline: "
                    + "|Too many open files|Connection pool shut down",
            Pattern.CASE_INSENSITIVE);

    private static final String UNREADABLE = "Unable to unmarshall";

    private static final String UNWRITABLE = "Unable to marshall";

    private ClientFailures() {}

    static FailureClassification classify(Throwable failure) {
        if (failure instanceof ApiCallTimeoutException) {
            return ofCallTimeOut(failure);
        }
        if (failure instanceof ApiCallAttemptTimeoutException) {
            return FailureClassifier.of(Outage.TIME_OUT);
        }
        if (failure instanceof AbortedException) {
            return INTERRUPTED;
        }
        boolean unreadable = failure instanceof Crc32MismatchException;
        FailureClassification found = null;
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < LONGEST_CHAIN; depth++) {
            String message = String.valueOf(cause.getMessage());
            if (NOT_SENT.matcher(message).find()) {
                return FailureClassifier.of(Kind.NOT_SENT);
            }
            if (message.startsWith(UNWRITABLE)) {
                return FailureClassifier.of(Kind.INVALID);
            }
            if (cause instanceof SdkServiceException service) {
                return ServiceFailures.classify(service);
            }
            unreadable |= message.startsWith(UNREADABLE);
            if (found == null) {
                found = byCause(cause, message);
            }
            cause = cause.getCause();
        }
        if (found != null) {
            return found;
        }
        return unreadable ? FailureClassifier.of(Outage.RESET) : FailureClassifier.of(Kind.OTHER);
    }

    /**
     * Goes by the attempt before the one that was cut off, where it tells more: a call that found no connection until its time
     * was over has not met a slow table. Armature's client remembers that attempt as suppressed.
     */
    private static FailureClassification ofCallTimeOut(Throwable failure) {
        for (Throwable suppressed : failure.getSuppressed()) {
            if (suppressed instanceof SdkException) {
                FailureClassification last = FailureClassification.of(suppressed);
                Outage outage = last.outage();
                boolean unreachable = outage != null && outage.isOfEndpoint();
                if (unreachable || last.kind() == Kind.NOT_SENT || last.kind() == Kind.THROTTLED) {
                    return new FailureClassification(last.kind(), outage, last.throttling(), true);
                }
            }
        }
        return FailureClassifier.of(Outage.TIME_OUT);
    }

    private static @Nullable FailureClassification byCause(Throwable cause, String message) {
        if (cause instanceof InterruptedException || cause instanceof ClosedByInterruptException) {
            return INTERRUPTED;
        }
        if (isNamed(cause, POOL_TIME_OUTS)) {
            return FailureClassifier.of(Kind.NOT_SENT);
        }
        Outage outage = outage(cause, message);
        if (outage != null) {
            return FailureClassifier.of(outage);
        }
        return cause instanceof InterruptedIOException ? INTERRUPTED : null;
    }

    private static @Nullable Outage outage(Throwable cause, String message) {
        if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
            return Outage.NAME;
        }
        if (isConnect(cause, message)) {
            return Outage.CONNECT;
        }
        if (cause instanceof SocketTimeoutException || cause instanceof TimeoutException) {
            return Outage.TIME_OUT;
        }
        if (cause instanceof SSLException) {
            return isHandshake(cause, message) ? Outage.TLS : Outage.RESET;
        }
        // Reset, closed too early, no answer at all, or too short: each client and the SDK have types of their own for
        // it.
        boolean broken = cause instanceof IOException && !(cause instanceof InterruptedIOException);
        return broken ? Outage.RESET : null;
    }

    private static boolean isConnect(Throwable cause, String message) {
        return cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof PortUnreachableException
                || cause instanceof BindException
                || isNamed(cause, CONNECT_TIME_OUTS)
                || cause instanceof SocketException && message.contains("unreachable")
                // The JDK has the same type for it as for a silent server.
                || cause instanceof SocketTimeoutException
                        && message.toLowerCase(Locale.ROOT).startsWith("connect timed out");
    }

    /** Tells failures of the handshake from those of an established connection, after which a write may have happened. */
    private static boolean isHandshake(Throwable cause, String message) {
        return cause instanceof SSLHandshakeException
                || cause instanceof SSLPeerUnverifiedException
                || cause instanceof SSLKeyException
                || message.startsWith("Unsupported or unrecognized SSL message")
                || message.contains("plaintext connection");
    }

    private static boolean isNamed(Throwable cause, Set<String> names) {
        for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
            if (names.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }
}
