package org.yilian.hub.portal;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.forwardedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

class PortalPagesTest {

    @EnableWebMvc
    static class Web {}

    private MockMvc hub;

    @BeforeEach
    void start() {
        var context = new AnnotationConfigWebApplicationContext();
        context.register(Web.class, PortalPages.class);
        context.setServletContext(new MockServletContext());
        context.refresh();
        hub = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @Test
    void theViewerOpensAndIsNotKept() throws Exception {
        hub.perform(get("/viewer/?study=1.2.3"))
                .andExpect(forwardedUrl("/viewer/index.html"))
                .andExpect(header().string("Cache-Control", "no-store"));
    }

    @Test
    void aMissingSlashLeadsToTheViewerAndKeepsTheStudy() throws Exception {
        hub.perform(get("/viewer?study=1.2.3")).andExpect(redirectedUrl("/viewer/?study=1.2.3"));
    }
}
