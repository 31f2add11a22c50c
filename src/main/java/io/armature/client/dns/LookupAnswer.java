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
package io.armature.client.dns;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a look-up came to.
 *
 * @param addresses the addresses, none if the look-up failed
 * @param failure why there are none
 * @param cause what the look-up threw, if anything
 */
record LookupAnswer(
        List<InetAddress> addresses,
        @Nullable LookupFailure failure,
        @Nullable Exception cause) {

    static LookupAnswer of(InetAddress @Nullable [] addresses) {
        return (addresses == null || addresses.length == 0)
                ? failed(LookupFailure.EMPTY, null)
                : new LookupAnswer(List.of(addresses), null, null);
    }

    static LookupAnswer failed(LookupFailure failure, @Nullable Exception cause) {
        return new LookupAnswer(List.of(), failure, cause);
    }
}
