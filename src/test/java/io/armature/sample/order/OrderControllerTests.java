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
package io.armature.sample.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.reset;

import io.armature.sample.StoreWeb;
import io.armature.sample.customer.CustomerRepository;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderControllerTests {

    private static final Order ORDER = new Order(
            98,
            1,
            Instant.parse("2022-03-11T00:00:00Z"),
            "Av. Brigadeiro Faria Lima, 2170",
            "São José dos Campos",
            "SP",
            "Brazil",
            null,
            new BigDecimal("3.98"),
            List.of(new Order.Line(3247, "Occupation / Precipice", new BigDecimal("1.99"), 2)),
            4L);
    private static final Map<String, Object> KEYS = Map.of(
            "customerId", new BigDecimal("1"), "orderedAt", "2022-03-11T00:00:00Z", "orderId", new BigDecimal("98"));
    private static final KeysetScrollPosition POSITION = ScrollPosition.forward(KEYS);
    private static final String CURSOR = Cursor.of(POSITION).encode(StoreWeb.json());

    private final OrderRepository orders = mock();
    private final CustomerRepository customers = mock();
    private final Checkout checkout = mock();
    private final MockMvcTester web = StoreWeb.of(OrderController.class, orders, customers, checkout);

    @BeforeEach
    void keepOrder() {
        reset(orders, customers, checkout);
        given(orders.findById(98L)).willReturn(Optional.of(ORDER));
        given(customers.existsById(1L)).willReturn(true);
    }

    @Test
    void showShouldAnswerTheFieldsThatThereAreWithoutTheVersion() {
        assertThat(web.get().uri("/orders/98"))
                .hasStatusOk()
                .bodyText()
                .isEqualTo("{\"orderId\":98,\"customerId\":1,\"orderedAt\":\"2022-03-11T00:00:00Z\","
                        + "\"billingAddress\":\"Av. Brigadeiro Faria Lima, 2170\",\"billingCity\":\"São José dos Campos\","
                        + "\"billingState\":\"SP\",\"billingCountry\":\"Brazil\",\"total\":3.98,\"lines\":[{\"trackId\":3247,"
                        + "\"title\":\"Occupation / Precipice\",\"unitPrice\":1.99,\"quantity\":2}]}");
    }

    @Test
    void showWhenThereIsNoneShouldBeNotFound() {
        assertThat(web.get().uri("/orders/99")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void listShouldAnswerCursorsUntilTheLastPage() {
        given(orders.findByCustomerIdOrderByOrderedAt(eq(1L), eq(ScrollPosition.keyset()), eq(Limit.of(1))))
                .willReturn(Window.from(List.of(ORDER), index -> POSITION, true));
        given(orders.findByCustomerIdOrderByOrderedAt(eq(1L), eq(POSITION), eq(Limit.of(20))))
                .willReturn(Window.from(List.of(ORDER), index -> POSITION, false));
        assertThat(web.get().uri("/customers/1/orders?size=1"))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying("items[0].orderId", id -> id.assertThat().isEqualTo(98))
                .hasPathSatisfying("next", next -> next.assertThat().isEqualTo(CURSOR));
        assertThat(web.get().uri("/customers/1/orders?after=" + CURSOR))
                .hasStatusOk()
                .bodyText()
                .contains("{\"items\":[{\"orderId\":98,")
                .endsWith("],\"next\":null}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"size=0", "size=101", "size=-1", "size=ten", "after=", "after=bm8gY3Vyc29y", "after=%25"})
    void listWhenParameterIsWrongShouldBeBadRequest(String query) {
        assertThat(web.get().uri("/customers/1/orders?" + query))
                .hasStatus(HttpStatus.BAD_REQUEST)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        then(orders).shouldHaveNoInteractions();
    }

    @Test
    void listWhenCursorIsOfAnotherCustomerShouldBeBadRequest() {
        given(customers.existsById(2L)).willReturn(true);
        assertThat(web.get().uri("/customers/2/orders?after=" + CURSOR)).hasStatus(HttpStatus.BAD_REQUEST);
        then(orders).shouldHaveNoInteractions();
    }

    @Test
    void listWhenThereIsNoSuchCustomerShouldBeNotFound() {
        assertThat(web.get().uri("/customers/77/orders")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void placeShouldAnswerWhereTheOrderIs() {
        given(checkout.place(NewOrder.of(null, 1, List.of(new NewOrder.Line(3247, null, new BigDecimal("1.99"), 2)))))
                .willReturn(ORDER);
        assertThat(place("{'customerId':1,'lines':[{'trackId':3247,'unitPrice':1.99,'quantity':2}]}"))
                .hasStatus(HttpStatus.CREATED)
                .hasHeader("Location", "/orders/98")
                .bodyJson()
                .extractingPath("total")
                .isEqualTo(3.98);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'lines':[]} -> customerId",
                "{'customerId':null,'lines':[]} -> customerId",
                "{'customerId':'1','lines':[]} -> customerId",
                "{'customerId':1} -> lines",
                "{'customerId':1,'lines':null} -> lines",
                "{'customerId':1,'lines':[null]} -> lines[0]",
                "{'customerId':1,'lines':{}} -> lines",
                "{'customerId':1,'lines':[{'quantity':1}]} -> lines[0].trackId",
                "{'customerId':1,'lines':[{'trackId':1}]} -> lines[0].quantity",
                "{'customerId':1,'lines':[{'trackId':1,'quantity':1.5}]} -> lines[0].quantity",
                "{'customerId':1,'lines':[{'trackId':1,'quantity':3000000000}]} -> lines[0].quantity",
                "{'customerId':1,'lines':[{'trackId':1,'quantity':1},{'trackId':1,'quantity':'1'}]} -> lines[1].quantity",
                "{'customerId':1,'lines':[{'trackId':1,'quantity':1,'size':4}]} -> lines[0].size",
                "{'customerId':1,'lines':[],'total':'0'} -> total",
                "{'customerId':1,'lines':[],'orderedAt':'soon'} -> orderedAt",
                "{'customerId':1,'lines':[],'discount':0} -> discount"
            })
    void placeWhenFieldDoesNotFitShouldNameIt(String bodyAndField) {
        String[] parts = bodyAndField.split(" -> ");
        assertThat(place(parts[0]))
                .hasStatus(HttpStatus.BAD_REQUEST)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyJson()
                .extractingPath("detail")
                .asString()
                .endsWith("field " + parts[1]);
        then(checkout).should(never()).place(any());
    }

    private MockMvcTester.MockMvcRequestBuilder place(String body) {
        return web.post().uri("/orders").contentType(MediaType.APPLICATION_JSON).content(body.replace('\'', '"'));
    }
}
