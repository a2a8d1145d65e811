// A session that is over answers a request of htmx with 499 instead of the log-in page: load anew, which leads there.
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status === 499) {
    location.reload();
  }
});
